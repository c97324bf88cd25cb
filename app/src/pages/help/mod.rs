//! The manuals: one for the visitor, one for staff, one for whoever runs the server. Their words are pairs, as everything that is
//! read here; those of staff and of the administrator lie in the staff's part, which a consumer's phone never loads.

pub mod administrator;
mod administrator_words;
mod sheet;
pub mod staff;
mod staff_words;
pub mod visitor;

pub use administrator::AdministratorGuide;
pub use staff::StaffGuide;
pub use visitor::VisitorGuide;

use domain::words::{Text, text};

/// Under which address the visitor's lies; the others lie below it.
pub const VISITOR: &str = "/help";
/// The one for staff.
pub const STAFF: &str = "/help/staff";
/// The one for the administrator.
pub const ADMINISTRATOR: &str = "/help/administrator";

pub(crate) const VISITOR_NAME: Text = text("怎么用", "How to use this");
pub(crate) const STAFF_NAME: Text = text("工作人员手册：服务台的一天", "For staff: a day at the desk");
pub(crate) const ADMINISTRATOR_NAME: Text = text("管理员手册", "For the administrator");

/// A guide.
#[derive(Clone, Copy, Debug)]
pub struct Guide {
    /// What it is called.
    pub name: Text,
    /// For whom, and what for.
    pub lead: Text,
    /// Its parts, in the order in which they are needed.
    pub parts: &'static [Part],
}

/// A part of a guide.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// By what it is found from elsewhere: `#backup`.
    pub anchor: &'static str,
    /// What somebody wants to do, or what has happened.
    pub title: Text,
    /// What they do, one after the other.
    pub steps: &'static [Step],
}

/// A step. What counts most stands between asterisks.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// What to do.
    pub says: Text,
    /// What to type for it, at a terminal or into a file.
    pub types: &'static str,
}

/// A step without anything to type.
pub(crate) const fn step(zh: &'static str, en: &'static str) -> Step {
    typing(zh, en, "")
}

/// A step with something to type.
pub(crate) const fn typing(zh: &'static str, en: &'static str, types: &'static str) -> Step {
    Step { says: text(zh, en), types }
}
