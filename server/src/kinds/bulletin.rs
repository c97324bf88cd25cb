//! 退市公告: with a delisting that begins, its bulletin is written and published in the same transaction, by the server. Both are there
//! or neither is.

use std::sync::Arc;

use domain::goods::{GoodsFile, Recall};
use domain::kind::{Context, EventSourced, Record, continued};
use domain::merchant::MerchantFile;
use domain::moment::Moment;
use domain::publication::{Command, KIND, PUBLISHED_KIND, Publication, Wording};
use domain::role::Actor;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::PreparedCommand;
use super::goods::{is_applied, merchant_key};
use crate::service::{Changed, Known, Prepared, Verdict};
use crate::store::entities::{Entity, EntityKey, Found, Wanted};

/// 开始退市.
#[derive(Debug)]
pub(super) struct Delisting {
    pub(super) asked: Box<dyn PreparedCommand>,
}

impl Delisting {
    fn file<'a>(&self, found: &'a Found) -> Option<&'a GoodsFile> {
        found.entities.get(&self.target()).and_then(Entity::as_type)
    }
}

impl PreparedCommand for Delisting {
    fn target(&self) -> EntityKey {
        self.asked.target()
    }

    fn want(&self, op: &Prepared, now: Moment, wanted: &mut Wanted) {
        self.asked.want(op, now, wanted);
    }

    fn want_more(&self, found: &Found, more: &mut Wanted) {
        more.entities.extend(self.file(found).map(|file| merchant_key(file.particulars.merchant)));
        self.asked.want_more(found, more);
    }

    fn decide(&self, op: &Prepared, known: &Known<'_>) -> Verdict {
        let mut verdict = self.asked.decide(op, known);
        if !is_applied(&verdict) {
            return verdict;
        }
        let after = verdict.changed.first().map(|changed| Entity {
            rev: changed.rev,
            gone: None,
            state: Some(Arc::clone(&changed.state)),
        });
        let bulletin = after.as_ref().and_then(Entity::as_type::<GoodsFile>).and_then(|file| {
            let recall = file.recalls.last()?;
            let seller = known.found.entities.get(&merchant_key(file.particulars.merchant));
            let seller = seller.and_then(Entity::as_type::<MerchantFile>).map(|file| file.application.name.as_str());
            let name = name_of(self.target().id, file.recalls.len());
            published(name, file.bulletin(recall, seller, began(recall)), op.corrected(known.now), known.now)
        });
        verdict.changed.extend(bulletin.into_iter().flatten());
        verdict
    }
}

fn began(recall: &Recall) -> domain::moment::Day {
    recall.begun.at.day()
}

/// The bulletin of the delisting of that number: the same name on every server that decides the same.
fn name_of(goods: Uuid, number: usize) -> Uuid {
    let digest = Sha256::digest([b"delisting bulletin\0".as_slice(), goods.as_bytes(), &number.to_be_bytes()].concat());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// A publication that was written, sent and approved by the server, and what everybody sees of it.
fn published(id: Uuid, wording: Wording, made_at: Moment, now: Moment) -> Option<[Changed; 2]> {
    let context = Context { now, by: Actor::Server };
    let command = Command::Write { wording };
    let events = Publication::decide(None, None, &command, &context)
        .inspect_err(|why| tracing::error!("a bulletin cannot be published: {why:?}"))
        .ok()?;
    let (state, records) = continued::<Publication>(id, None, events, made_at, &context)?;
    let shown = state.published()?;
    let record = |Record { rev, at, made_at, by, event }| Record {
        rev,
        at,
        made_at,
        by,
        event: serde_json::to_string(&event).unwrap_or_default(),
    };
    let records = records.into_iter().map(record).collect();
    let key = |kind: &'static str| EntityKey { kind, id };
    let (rev, public_rev) = (state.rev, shown.rev);
    Some([
        Changed { key: key(KIND.name), rev, state: Arc::new(state), records, stays_gone: false },
        Changed {
            key: key(PUBLISHED_KIND.name),
            rev: public_rev,
            state: Arc::new(shown),
            records: Vec::new(),
            stays_gone: false,
        },
    ])
}
