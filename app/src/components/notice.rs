//! A calm box with one thing to know.

use leptos::prelude::*;

use super::{Icon, Sign};

/// What sort of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// Waiting, offline, conflict.
    Amber,
    /// Something went wrong.
    Error,
    /// The law has changed.
    Law,
    /// Done.
    Done,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "notice notice--info",
            Self::Amber => "notice notice--offline",
            Self::Error => "notice notice--error",
            Self::Law => "notice notice--law",
            Self::Done => "notice notice--done",
        }
    }

    const fn sign(self) -> Sign {
        match self {
            Self::Info => Sign::Info,
            Self::Amber => Sign::Wait,
            Self::Error => Sign::Alert,
            Self::Law => Sign::Law,
            Self::Done => Sign::Check,
        }
    }
}

/// The box.
#[component]
pub fn NoticeBox(
    /// What sort of thing it is.
    tone: Tone,
    /// Another sign than the tone's.
    #[prop(optional)]
    sign: Option<Sign>,
    /// What to know.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=tone.class()>
            <Icon sign=sign.unwrap_or(tone.sign()) class="icon notice__icon" />
            <div class="notice__body">{children()}</div>
        </div>
    }
}
