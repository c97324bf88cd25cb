//! Canned replies: what a contact point begins with.

use domain::canned_reply::{CannedReply, Command, Reader};
use domain::words::Bilingual;
use serde::Deserialize;
use uuid::Uuid;

use super::adapter::Adapter;

/// Canned replies.
pub(super) const CANNED_REPLIES: Adapter<CannedReply> = Adapter::beginning_with(defaults);

#[derive(Deserialize)]
struct Default {
    id: Uuid,
    reader: Reader,
    title: Bilingual,
    words: Bilingual,
}

/// As delivered with this build; from its first start on they are the contact point's own.
fn defaults() -> Vec<(Uuid, Command)> {
    let all: Vec<Default> = serde_json::from_str(include_str!("../../content/canned-replies.json")).unwrap_or_default();
    all.into_iter().map(|Default { id, reader, title, words }| (id, Command::Write { reader, title, words })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::canned_reply::PLACEHOLDERS;
    use domain::kind::{Context, EventSourced};
    use domain::moment::Moment;
    use domain::role::Actor;

    #[test]
    fn the_delivered_replies_read_and_name_only_places_that_are_filled() {
        let all = defaults();
        assert_eq!(all.len(), 12);
        for (_, command) in all {
            let by_server = Context { now: Moment::from_millis(0), by: Actor::Server };
            assert!(CannedReply::decide(None, None, &command, &by_server).is_ok(), "{command:?}");
            let Command::Write { words, title, .. } = command else { panic!("not written: {command:?}") };
            assert!(!title.en.is_empty() && !words.en.is_empty(), "{title:?} lacks a language");
            for text in [words.zh, words.en] {
                let left = PLACEHOLDERS.iter().fold(text, |text, (place, _)| text.replace(place, ""));
                assert!(!left.contains(['{', '}']), "{left}");
            }
        }
    }
}
