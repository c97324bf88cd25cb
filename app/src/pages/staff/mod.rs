//! What staff see: the desk, and what has to do with their accounts.

pub mod account;
pub mod apart;
pub mod aside;
pub mod desk;
pub mod focus;
pub mod fund;
pub mod line;
pub mod members;
pub mod packet;
pub mod paper;
pub mod password;
pub mod roster;
pub mod settlement;
pub mod setup;
pub mod sign_in;
pub mod sign_out;
pub mod today;
pub mod trouble;
pub mod who;
pub mod workdays;

pub use account::Account;
pub use aside::Aside;
pub use desk::Desk;
pub use fund::Fund;
pub use members::Members;
pub use packet::PacketPaper;
pub use roster::Roster;
pub use settlement::SettlementPaper;
pub use setup::Setup;
pub use sign_in::SignIn;
pub use today::Today;
pub use workdays::Workdays;
