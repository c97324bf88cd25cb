//! An answer on its way: one name for every try of one content, so that whose reply was lost asks for the same again.

use domain::{
    case::{MerchantQuestion, Stance},
    form::Term,
    words::Lang,
};
use leptos::{prelude::*, task::spawn_local};
use sync::protocol::Code;
use uuid::Uuid;

use super::{ask, kept, view_question, words};
use crate::device::fresh_name;

/// What is answered, and what is typed.
#[derive(Clone, Copy, Debug)]
pub struct Sending {
    /// The question, as it stands.
    pub asked: RwSignal<Option<MerchantQuestion>>,
    /// Which proposed settlement; none: the question.
    pub proposal: Option<u64>,
    /// Where the merchant stands.
    pub stance: RwSignal<Option<Stance>>,
    /// In its words.
    pub typed: RwSignal<String>,
    /// It is being sent.
    pub busy: RwSignal<bool>,
    /// Why it was not taken.
    pub wrong: RwSignal<Option<String>>,
    /// The last try: its name, and what it said.
    tried: StoredValue<Option<(Uuid, Stance, String)>>,
}

impl Sending {
    /// With what was typed before.
    pub fn new(asked: RwSignal<Option<MerchantQuestion>>, proposal: Option<u64>) -> Self {
        let typed = RwSignal::new(kept::kept(proposal));
        let (stance, busy, wrong) = (RwSignal::new(None), RwSignal::new(false), RwSignal::new(None));
        Self { asked, proposal, stance, typed, busy, wrong, tried: StoredValue::new(None) }
    }

    /// Writes the words.
    pub fn write(self, words: String) {
        kept::keep(self.proposal, &words);
        self.typed.set(words);
    }

    /// Sends it.
    pub fn send(self, stance: Stance, lang: Lang) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.wrong.set(None);
        let said = self.typed.get_untracked();
        let same = |(_, before, words): &(Uuid, Stance, String)| *before == stance && *words == said;
        // Other words are another answer, whatever became of the first.
        let op = self.tried.with_value(|tried| tried.as_ref().filter(|tried| same(tried)).map(|tried| tried.0));
        let op = op.unwrap_or_else(fresh_name);
        self.tried.set_value(Some((op, stance, said.clone())));
        let seen = self.asked.with_untracked(|asked| asked.as_ref().map_or(0, |asked| asked.answers.len()));
        spawn_local(async move {
            let body = serde_json::json!({
                "token": super::token(), "op": op, "stance": stance.code(), "words": said, "proposal": self.proposal,
                "seen": seen,
            });
            match ask("merchant-answer", &body).await {
                Ok(question) => {
                    self.write(String::new());
                    self.stance.set(None);
                    self.tried.set_value(None);
                    self.busy.set(false);
                    // Last: what is shown next may take this form off the page.
                    self.asked.set(Some(question));
                    return;
                }
                Err(why) => {
                    let stands_elsewhere = why.as_ref().is_some_and(|why| {
                        matches!(why.code, Code::MerchantAnsweredMeanwhile | Code::MerchantProposalChanged)
                    });
                    self.wrong.set(Some(words(why.as_ref(), lang)));
                    // What somebody else has said, or what is proposed now, is read before anything is sent again.
                    if stands_elsewhere && let Ok(question) = view_question().await {
                        self.asked.try_set(Some(question));
                    }
                }
            }
            self.busy.try_set(false);
        });
    }
}
