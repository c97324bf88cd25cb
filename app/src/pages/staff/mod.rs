//! What staff see: the desk, and what has to do with their accounts.

mod account;
mod desk;
mod focus;
mod members;
mod password;
mod setup;
mod sign_in;
mod trouble;

pub(crate) use account::Account;
pub(crate) use desk::Desk;
pub(crate) use members::Members;
pub(crate) use setup::Setup;
pub(crate) use sign_in::SignIn;
