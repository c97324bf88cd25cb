//! What several pages show.

pub mod amount_read;
pub mod app_bar;
pub mod banners;
pub mod diagram;
pub mod diagram_lines;
pub mod emphasis;
pub mod erased;
pub mod icon;
pub mod in_turn;
pub mod long_text;
pub mod not_here;
pub mod notice;
pub mod page;
pub mod qr;
pub mod rich_text;
pub mod rows;
pub mod with_notice;

pub use amount_read::AmountRead;
pub use app_bar::{AppBar, Tools};
pub use banners::Banners;
pub use erased::{For, Show};
pub use icon::{Icon, Sign};
pub use in_turn::{in_turn, pause};
pub use long_text::LongText;
pub use not_here::NotHere;
pub use notice::{NoticeBox, Tone};
pub use page::Page;
#[cfg(feature = "hydrate")]
pub use page::PageAsItStands;
pub use with_notice::WithNotice;
