//! Files of goods: a kind that is nothing but its rules, except that a listing asks for the merchant's file, and a barcode stands
//! in one file of a merchant only.

use std::sync::Arc;

use domain::goods::{Barcode, Command, GoodsFile, GoodsForm, KIND, Particulars, Rejection, seller_hindrance};
use domain::ids::MerchantId;
use domain::kind::{KindInfo, Refusal};
use domain::merchant::MerchantFile;
use domain::moment::Moment;
use sync::protocol::{EntityPayload, Op, Outcome, Payload};
use uuid::Uuid;

use super::adapter::Adapter;
use super::bulletin::Delisting;
use super::{PreparedCommand, Replay, ServerKind};
use crate::service::{Known, Prepared, Verdict, actor};
use crate::store::entities::{Entity, EntityKey, EntityState, Found, FoundOfGoods, NewEvent, Wanted, WantedOfGoods};

/// Files of goods.
#[derive(Debug)]
pub(super) struct Goods;

const ADAPTER: Adapter<GoodsFile> = Adapter::NEW;

impl ServerKind for Goods {
    fn info(&self) -> &'static KindInfo {
        &KIND
    }

    fn prepare(&self, op: &Op) -> Option<Box<dyn PreparedCommand>> {
        let asked = ADAPTER.prepare(op)?;
        let Payload::Plain(text) = &op.payload else { return None };
        let payload: EntityPayload<Command> = serde_json::from_str(text).ok()?;
        match payload.command {
            Command::Propose { form } | Command::Amend { form } => Some(Box::new(Described { asked, form: *form })),
            Command::BeginRecall { .. } => Some(Box::new(Delisting { asked })),
            Command::Check { findings } if findings.failed().is_empty() => Some(Box::new(Listing { asked })),
            _ => Some(asked),
        }
    }

    fn read_state(&self, json: &str) -> Option<Arc<dyn EntityState>> {
        ADAPTER.read_state(json)
    }

    fn replay(&self, id: Uuid, events: &[NewEvent]) -> Replay {
        ADAPTER.replay(id, events)
    }
}

pub(super) fn is_applied(verdict: &Verdict) -> bool {
    matches!(verdict.outcome, Outcome::Applied { .. })
}

fn refused(op: &Prepared, why: &Rejection) -> Verdict {
    Verdict::of(actor(op), Outcome::rejected(why, why.sentence()))
}

pub(super) const fn merchant_key(id: MerchantId) -> EntityKey {
    EntityKey { kind: domain::merchant::KIND.name, id: id.0 }
}

fn merchant(found: &Found, id: MerchantId) -> Option<&MerchantFile> {
    found.entities.get(&merchant_key(id)).and_then(Entity::as_type)
}

/// What goods are, for the first time or anew.
#[derive(Debug)]
struct Described {
    asked: Box<dyn PreparedCommand>,
    form: GoodsForm,
}

impl Described {
    fn barcode(&self) -> Option<(MerchantId, Barcode)> {
        Some((self.form.merchant?, Barcode::parse(&self.form.barcode).ok()?))
    }

    /// Other goods of that merchant that have the barcode, as they stand in this batch.
    fn taken<'a>(&self, found: &'a Found) -> Option<Option<&'a Particulars>> {
        let (merchant, barcode) = self.barcode()?;
        let target = self.asked.target();
        let has = |file: &GoodsFile| {
            let of = &file.particulars;
            !file.has_ended() && of.merchant == merchant && of.barcode.as_ref() == Some(&barcode)
        };
        let here = found.entities.iter().filter(|(key, _)| key.kind == KIND.name && **key != target);
        let mut here = here.filter_map(|(_, entity)| entity.as_type::<GoodsFile>()).filter(|file| has(file));
        if let Some(file) = here.next() {
            return Some(Some(&file.particulars));
        }
        let id = found.ext.get::<FoundOfGoods>()?.0.get(&(merchant, barcode.to_string()))?;
        let key = EntityKey { kind: KIND.name, id: *id };
        // Whatever changed in this batch was looked at above.
        (key != target && !found.entities.contains_key(&key)).then_some(None)
    }
}

impl PreparedCommand for Described {
    fn target(&self) -> EntityKey {
        self.asked.target()
    }

    fn want(&self, op: &Prepared, now: Moment, wanted: &mut Wanted) {
        wanted.entities.extend(self.form.merchant.map(merchant_key));
        if let Some(barcode) = self.barcode() {
            wanted.ext.get_or_insert_default::<WantedOfGoods>().0.push(barcode);
        }
        self.asked.want(op, now, wanted);
    }

    fn want_more(&self, found: &Found, more: &mut Wanted) {
        // To say which goods have it.
        let taken = self.barcode().and_then(|(merchant, barcode)| {
            found.ext.get::<FoundOfGoods>()?.0.get(&(merchant, barcode.to_string())).copied()
        });
        more.entities.extend(taken.map(|id| EntityKey { kind: KIND.name, id }));
        self.asked.want_more(found, more);
    }

    fn decide(&self, op: &Prepared, known: &Known<'_>) -> Verdict {
        let verdict = self.asked.decide(op, known);
        if !is_applied(&verdict) {
            return verdict;
        }
        if self.form.merchant.is_none_or(|id| merchant(known.found, id).is_none()) {
            return refused(op, &Rejection::NoSuchMerchant);
        }
        match self.taken(known.found) {
            Some(other) => {
                let name = other.map_or_else(|| self.form.barcode.clone(), |other| other.name.clone());
                refused(op, &Rejection::BarcodeTaken { name })
            }
            None => verdict,
        }
    }
}

/// 上架查验: of a merchant that may sell them.
#[derive(Debug)]
struct Listing {
    asked: Box<dyn PreparedCommand>,
}

impl PreparedCommand for Listing {
    fn target(&self) -> EntityKey {
        self.asked.target()
    }

    fn want(&self, op: &Prepared, now: Moment, wanted: &mut Wanted) {
        self.asked.want(op, now, wanted);
    }

    fn want_more(&self, found: &Found, more: &mut Wanted) {
        let file = found.entities.get(&self.target()).and_then(Entity::as_type::<GoodsFile>);
        more.entities.extend(file.map(|file| merchant_key(file.particulars.merchant)));
        self.asked.want_more(found, more);
    }

    fn decide(&self, op: &Prepared, known: &Known<'_>) -> Verdict {
        let verdict = self.asked.decide(op, known);
        if !is_applied(&verdict) {
            return verdict;
        }
        let file = known.found.entities.get(&self.target()).and_then(Entity::as_type::<GoodsFile>);
        let why = file.and_then(|file| {
            let seller = merchant(known.found, file.particulars.merchant);
            seller_hindrance(seller, &file.particulars, known.now.day())
        });
        why.map_or(verdict, |why| refused(op, &why))
    }
}
