//! What staff see: the desk, and what has to do with their accounts.

pub mod account;
pub mod alert_settings;
pub mod clipboard;
pub mod desk;
pub mod devices;
pub mod fields;
pub mod focus;
pub mod fund;
pub mod intake;
pub mod kiosks;
pub mod ledger;
pub mod line;
pub mod members;
pub mod merchants;
pub mod oversight;
pub mod packet;
pub mod paper;
pub mod password;
pub mod pin;
pub mod publications;
pub mod quarantine;
pub mod replies;
pub mod roster;
pub mod settlement;
pub mod setup;
pub mod sign_in;
pub mod sign_out;
pub mod staff_bundle;
pub mod staff_frame;
pub mod today;
pub mod trouble;
pub mod unlock;
pub mod who;
pub mod workdays;

pub use account::Account;
pub use desk::Desk;
pub use devices::Devices;
pub use fund::Fund;
pub use intake::Intake;
pub use ledger::LedgerPage;
pub use members::Members;
pub use merchants::{MerchantPage, Merchants};
pub use oversight::{
    Checklists, DirectivePage, InspectionPage, Inspections, MeasureNotice, MeasurePage, Measures, Regulator, ReportPage,
};
pub use packet::PacketPaper;
pub use publications::Publications;
pub use quarantine::Quarantine;
pub use replies::Replies;
pub use roster::Roster;
pub use settlement::SettlementPaper;
pub use setup::Setup;
pub use sign_in::SignIn;
pub use today::Today;
pub use workdays::Workdays;
