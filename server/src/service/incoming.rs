//! Reads a push so that one operation that cannot be read does not stop the others.

use domain::ids::DeviceId;
use domain::moment::Moment;
use serde_json::Value;
use sha2::{Digest, Sha256};
use sync::protocol::{Code, MAX_OPS, Op, OpId, PROTOCOL, PayloadHash, PushRequest};
use uuid::Uuid;

use crate::whole_numbers::make_whole;

/// A push as it arrived.
#[derive(Clone, Debug)]
pub struct IncomingPush {
    /// The device's clock at sending.
    pub sent_at: Moment,
    /// In the order in which they were done.
    pub ops: Vec<Incoming>,
}

/// An operation as it arrived.
#[derive(Clone, Debug)]
pub enum Incoming {
    /// It can be read.
    Op(Box<Op>),
    /// It has a name and nothing else that we understand.
    Unreadable(Unreadable),
}

/// What came under a name and cannot be read.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// The name.
    pub id: OpId,
    /// The hash as sent, else that of the whole text.
    pub hash: PayloadHash,
    /// The kind as sent.
    pub kind: String,
    /// By the device's clock.
    pub made_at: Moment,
    /// By which device; the nil id where that cannot be read.
    pub device: DeviceId,
    /// What came, without the claim code.
    pub text: String,
}

impl IncomingPush {
    /// Reads a body.
    ///
    /// # Errors
    ///
    /// `not_json`, `malformed`, `protocol_unknown` or `too_many_ops`: then nothing of it can be receipted.
    pub fn read(body: &[u8]) -> Result<Self, Code> {
        let mut body: Value = serde_json::from_slice(body).map_err(|_| Code::NotJson)?;
        make_whole(&mut body);
        // A future version may have any other shape, so this is asked first.
        let protocol = body.get("protocol").and_then(Value::as_u64).ok_or(Code::Malformed)?;
        if protocol != u64::from(PROTOCOL) {
            return Err(Code::ProtocolUnknown);
        }
        let sent_at = body.get("sent_at").and_then(Value::as_i64).map(Moment::from_millis).ok_or(Code::Malformed)?;
        let Some(Value::Array(ops)) = body.get("ops") else { return Err(Code::Malformed) };
        if ops.len() > MAX_OPS {
            return Err(Code::TooManyOps);
        }
        let ops = ops.iter().map(read_op).collect::<Result<_, _>>()?;
        Ok(Self { sent_at, ops })
    }
}

fn read_op(value: &Value) -> Result<Incoming, Code> {
    if let Ok(op) = serde_json::from_value::<Op>(value.clone()) {
        return Ok(Incoming::Op(Box::new(op)));
    }
    // Without a name there is nothing that a receipt could be for.
    let word = |key: &str| value.get(key).and_then(Value::as_str);
    let id = |key: &str| word(key).and_then(|text| text.parse::<Uuid>().ok());
    let name = id("id").map(OpId).ok_or(Code::Malformed)?;
    let mut without_claim = value.clone();
    if let Some(fields) = without_claim.as_object_mut() {
        fields.remove("claim");
    }
    let text = without_claim.to_string();
    let hash = word("hash").filter(|hash| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()));
    let hash = hash.map_or_else(|| hex::encode(Sha256::digest(text.as_bytes())), str::to_owned);
    Ok(Incoming::Unreadable(Unreadable {
        id: name,
        hash: PayloadHash(hash),
        kind: word("kind").unwrap_or_default().to_owned(),
        made_at: Moment::from_millis(value.get("made_at").and_then(Value::as_i64).unwrap_or_default()),
        device: DeviceId(id("device").unwrap_or_default()),
        text,
    }))
}

impl From<PushRequest> for IncomingPush {
    fn from(request: PushRequest) -> Self {
        let ops = request.ops.into_iter().map(|op| Incoming::Op(Box::new(op))).collect();
        Self { sent_at: request.sent_at, ops }
    }
}
