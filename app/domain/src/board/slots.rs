//! Places in the posted text that stand for something each contact point configures.
//!
//! The board left 「XX工商行政管理局」 unfilled and prints one person's name and number. The words stay as posted in the
//! document; a page asks for the pieces of a text and shows the configured value where a slot falls.

use serde::{Deserialize, Serialize};

use super::Document;
use crate::words::{Bilingual, Lang};

/// What a contact point configures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Setting {
    /// The local market regulator's name.
    RegulatorName,
    /// The person to ask for (维权联系人).
    ContactPerson,
    /// The contact point's telephone.
    ContactPhone,
    /// The consumer council that assists.
    CouncilName,
}

/// How a page shows a configured value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Treatment {
    /// Keep the posted words and add “(here: …)” after them.
    Explain,
    /// Show the configured value; the posted one belongs to the board that was digitised.
    Replace,
}

impl Setting {
    /// Commitments and credits are text and are only explained; contact details must be the ones that work.
    #[must_use]
    pub const fn treatment(self) -> Treatment {
        match self {
            Self::RegulatorName => Treatment::Explain,
            Self::ContactPerson | Self::ContactPhone | Self::CouncilName => Treatment::Replace,
        }
    }
}

/// Posted words that stand for a setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// The words, exactly as they occur in the document in each language.
    pub posted: Bilingual,
    /// What they stand for.
    pub setting: Setting,
}

/// What this contact point configured. What is missing is shown as posted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Configured {
    /// The local market regulator's name.
    pub regulator_name: Option<Bilingual>,
    /// The person to ask for.
    pub contact_person: Option<Bilingual>,
    /// The contact point's telephone.
    pub contact_phone: Option<Bilingual>,
    /// The consumer council that assists.
    pub council_name: Option<Bilingual>,
}

impl Configured {
    /// The value of a setting.
    #[must_use]
    pub const fn get(&self, setting: Setting) -> Option<&Bilingual> {
        match setting {
            Setting::RegulatorName => self.regulator_name.as_ref(),
            Setting::ContactPerson => self.contact_person.as_ref(),
            Setting::ContactPhone => self.contact_phone.as_ref(),
            Setting::CouncilName => self.council_name.as_ref(),
        }
    }
}

/// A stretch of text for a page to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Piece {
    /// Plain posted words.
    Words(String),
    /// Posted words that stand for a setting.
    Slot {
        /// The words as posted.
        words: String,
        /// What they stand for.
        setting: Setting,
    },
}

impl Document {
    /// Cuts one of this document's texts at its slots. The words of the pieces join to the text again.
    #[must_use]
    pub fn pieces(&self, text: &Bilingual, lang: Lang) -> Vec<Piece> {
        let mut out = Vec::new();
        let mut rest = text.in_lang(lang);
        while !rest.is_empty() {
            let next = self
                .slots
                .iter()
                .map(|slot| (slot.posted.in_lang(lang), slot.setting))
                .filter(|(words, _)| !words.is_empty())
                .filter_map(|(words, setting)| Some((rest.find(words)?, words, setting)))
                .min_by_key(|(at, _, _)| *at);
            let Some((at, words, setting)) = next else {
                out.push(Piece::Words(rest.to_owned()));
                break;
            };
            if at > 0 {
                out.push(Piece::Words(rest[..at].to_owned()));
            }
            out.push(Piece::Slot { words: words.to_owned(), setting });
            rest = &rest[at + words.len()..];
        }
        out
    }

    /// One of this document's texts as this contact point shows it, where plain text is enough.
    #[must_use]
    pub fn shown(&self, text: &Bilingual, lang: Lang, configured: &Configured) -> String {
        let show = |piece: Piece| match piece {
            Piece::Words(words) => words,
            Piece::Slot { words, setting } => {
                match (configured.get(setting).map(|value| value.in_lang(lang)), setting.treatment(), lang) {
                    (None, _, _) => words,
                    (Some(value), Treatment::Replace, _) => value.to_owned(),
                    (Some(value), Treatment::Explain, Lang::Zh) => format!("{words}（此处：{value}）"),
                    (Some(value), Treatment::Explain, Lang::En) => format!("{words} (here: {value})"),
                }
            }
        };
        self.pieces(text, lang).into_iter().map(show).collect()
    }
}
