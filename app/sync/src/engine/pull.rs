//! Fetching: from where, and whether an answer may be applied.

use domain::moment::Moment;
use std::collections::BTreeSet;

use super::{Cursor, Key, RequestId, ScopeKey, backoff::Backoff};
use crate::protocol::{Epoch, PROTOCOL, PullAnswer, Seq};

/// A replica that differs is fetched whole at most once in this time, lest a fault of ours become a storm of requests.
const REPLACE_EVERY_MS: i64 = 10 * 60 * 1_000;

/// The state of fetching.
#[derive(Clone, Debug, Default)]
pub(super) struct Pull {
    pub(super) in_flight: Option<Asked>,
    pub(super) backoff: Backoff,
    /// There may be something new.
    pub(super) wanted: bool,
    /// A fetch of everything, in its pages.
    whole: Option<Whole>,
    /// The next fetch is of everything.
    must_replace: bool,
    replaced_at: Option<Moment>,
    /// Fetching everything did not help.
    pub(super) differs: bool,
}

/// What is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) request: RequestId,
    pub(super) since: Seq,
    pub(super) epoch: Option<Epoch>,
    pub(super) scope: ScopeKey,
    /// Under which sign-in.
    pub(super) sign_in: u64,
}

/// A fetch of everything. The cursor is stored with the last page only, so that a crash in the middle begins anew.
#[derive(Clone, Debug)]
struct Whole {
    scope: ScopeKey,
    epoch: Option<Epoch>,
    seq: Seq,
    mentioned: BTreeSet<Key>,
}

/// What an applied page leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Move the cursor to here.
    pub(super) cursor: Option<Seq>,
    /// Everything was mentioned that there is: the rest goes.
    pub(super) mentioned: Option<BTreeSet<Key>>,
}

impl Pull {
    /// From where to fetch. The cursor counts only in its own life of the server and its own scope.
    pub(super) fn start(
        &mut self,
        (request, sign_in): (RequestId, u64),
        scope: ScopeKey,
        epoch: Option<Epoch>,
        cursor: Option<&Cursor>,
    ) -> &Asked {
        self.wanted = false;
        self.whole.take_if(|whole| whole.scope != scope || whole.epoch.is_some_and(|of| Some(of) != epoch));
        let usable = cursor.filter(|c| c.scope == scope && epoch.is_none_or(|e| e == c.epoch) && !self.must_replace);
        let (since, epoch) = match (&self.whole, usable) {
            (None, Some(cursor)) => (cursor.seq, Some(cursor.epoch)),
            (whole, _) => {
                let seq = whole.as_ref().map_or(Seq(0), |w| w.seq);
                self.whole.get_or_insert_with(|| Whole {
                    scope: scope.clone(),
                    epoch: None,
                    seq,
                    mentioned: BTreeSet::new(),
                });
                (seq, epoch)
            }
        };
        self.in_flight.insert(Asked { request, since, epoch, scope, sign_in })
    }

    /// The cursor was read again: whatever was on its way began from another.
    pub(super) fn restart(&mut self) {
        (self.in_flight, self.whole, self.must_replace, self.wanted) = (None, None, false, true);
    }

    /// Whether nothing is on its way or about to be: what comes by itself may then be applied.
    pub(super) const fn is_at_rest(&self) -> bool {
        self.in_flight.is_none() && self.whole.is_none() && !self.must_replace
    }

    /// Whether the answer can be one to this question.
    pub(super) fn is_answered_by(asked: &Asked, answer: &PullAnswer) -> bool {
        let goes_on = answer.cursor > asked.since || (answer.cursor == asked.since && !answer.more);
        answer.protocol == PROTOCOL && (goes_on || asked.epoch != Some(answer.epoch))
    }

    /// The pages fetched so far are of another life of the server.
    pub(super) fn begin_anew(&mut self) {
        self.whole = None;
        self.wanted = true;
    }

    /// Takes note of a page whose changes are applied.
    pub(super) fn page(&mut self, answer: &PullAnswer) -> Page {
        self.backoff.clear();
        self.wanted |= answer.more;
        let Some(whole) = &mut self.whole else { return Page { cursor: Some(answer.cursor), mentioned: None } };
        whole.mentioned.extend(answer.changes.iter().map(crate::protocol::Change::key));
        // On an earlier page it still was there.
        for key in answer.gone() {
            whole.mentioned.remove(&key);
        }
        whole.epoch = Some(answer.epoch);
        whole.seq = answer.cursor;
        if answer.more {
            return Page { cursor: None, mentioned: None };
        }
        self.must_replace = false;
        Page { cursor: Some(answer.cursor), mentioned: self.whole.take().map(|w| w.mentioned) }
    }

    /// After the last page: compares the whole of it.
    pub(super) fn compare(&mut self, now: Moment, ours: &str, theirs: Option<&str>) {
        if theirs.is_none_or(|theirs| theirs == ours) {
            self.differs = false;
            return;
        }
        let recently = self
            .replaced_at
            .is_some_and(|at| (0..REPLACE_EVERY_MS).contains(&(now.millis().saturating_sub(at.millis()))));
        if recently {
            self.differs = true;
        } else {
            self.replaced_at = Some(now);
            self.must_replace = true;
            self.wanted = true;
        }
    }
}
