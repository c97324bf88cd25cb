//! 分析汇总: what the cases add up to.
//!
//! Every case contributes a set of figures to the day on which it was received, to its category, its kind of goods, its
//! merchant and its hour ([`Contribution`]). That is a function of the case and of nothing else, so a change of the case
//! changes what is kept by what it contributes afterwards less what it contributed before ([`moved`]), and what is kept is
//! always what all cases add up to.
//! [Decision 0030](../../../../docs/decisions/0030-a-case-contributes-and-the-difference-is-kept.md).

mod alike;
mod cell;
mod concentration;
mod contribution;
mod figures;
mod overview;
mod period;
mod public_merchant;
mod published;
mod repeats;
pub mod suppression;

pub use alike::{ALIKE_FROM, alike};
pub use cell::{Cell, Cube, Grain, Moved, moved};
pub use concentration::{Alert, Concentrations, Horizon, Observed, RULE, Rule, concentrations};
pub use contribution::{About, Contribution, VERSION};
pub use figures::{ANSWERED_WITHIN, ENDED_WITHIN, Figures, Measure, STARS};
pub use overview::{
    CategoryLine, Charted, GoodsLine, IssueLine, MOST_ISSUES, MOST_MERCHANTS, MerchantLine, Overview, REPEATS_FROM,
    Unusual,
};
pub use period::{Period, Span};
pub use public_merchant::{Band, PUBLIC_MERCHANTS_VERSION, PublicMerchant, PublicMerchants};
pub use published::{PublishedFigures, QUARTERS, RESULTS, STATISTICS_VERSION, Statistics};
pub use repeats::{CALLER_FROM, Caller, Cited, MATTER_FROM, MOST_READ, Matter, REPEATS_DAYS, Repeats, repeats};
