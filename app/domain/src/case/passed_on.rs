//! What of a case's photos and PDFs leaves the desk: in papers for the regulator, and whatever the merchant is to see.

use super::{Attachment, Case, Purpose};

/// A photo or PDF as it may leave the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassedOn<'a> {
    /// As somebody took it.
    pub original: &'a Attachment,
    /// The newest copy in which regions are covered.
    pub redacted: Option<&'a Attachment>,
}

impl<'a> PassedOn<'a> {
    /// What is shown outside: never the original where somebody has covered a part of it.
    #[must_use]
    pub fn shown(&self) -> &'a Attachment {
        self.redacted.unwrap_or(self.original)
    }
}

impl Case {
    /// The photos and PDFs that may leave the desk, in the order in which they came. Signatures stay with the settlement.
    #[must_use]
    pub fn passed_on(&self) -> Vec<PassedOn<'_>> {
        let redacted = |original: &Attachment| {
            let copy = |one: &&Attachment| one.purpose == Some(Purpose::Redaction { of: original.hash });
            self.attachments.iter().rev().find(copy)
        };
        let originals = self.attachments.iter().filter(|one| one.purpose.is_none());
        originals.map(|original| PassedOn { original, redacted: redacted(original) }).collect()
    }
}
