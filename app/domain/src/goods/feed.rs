//! 台账 from a merchant's own system: lines that it names itself, each a lot that came or where some of one went. They are decided by
//! the rules of the desk; all of them are taken, or none. A line that came before changes nothing.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Command, GoodsFile, LotForm, MoveForm};
use crate::{
    ids::MerchantId,
    kind::{Context, EventSourced, Refusal, continued},
    typed::{clean_line, folded},
    words::{Bilingual, text},
};

/// Most lines of one batch.
pub const MOST_FEED_LINES: usize = 20_000;
/// Most characters of a line's name.
pub const LINE_NAME_CHARS: usize = 64;

/// A line as a system sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FeedLine {
    /// Its name in that system, which never names another line.
    pub id: String,
    /// The goods, by their barcode.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub barcode: String,
    /// Or by their name, where they have none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// And their specification.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub spec: String,
    /// A lot came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receive: Option<LotForm>,
    /// Some of a lot went somewhere.
    #[serde(rename = "move", skip_serializing_if = "Option::is_none")]
    pub moved: Option<FeedMove>,
}

/// Some of a lot went somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FeedMove {
    /// The lot, by the name of the line with which it came.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub of: String,
    /// Or by its batch number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub batch: String,
    /// [`super::MoveKind`], by its code.
    pub kind: String,
    /// How much.
    pub quantity: String,
    /// On which day.
    pub on: String,
    /// To whom, or under which number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// It was sold before sale was stopped.
    pub before_stop: bool,
}

/// What a line is: SHA-256 of it as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineHash(pub [u8; 32]);

/// What became of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedReport {
    /// How many lines there were.
    pub lines: usize,
    /// How many were taken: all that were new, or none.
    pub taken: usize,
    /// How many had come before and changed nothing.
    pub known: usize,
    /// Lines that are not right.
    pub bad: Vec<BadLine>,
}

/// A line that is not right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadLine {
    /// Which, from 1.
    pub line: usize,
    /// Its name.
    pub id: String,
    /// Everything that is wrong with it.
    pub problems: Vec<Bilingual>,
}

/// A line that is right and new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenLine {
    /// Its name.
    pub id: String,
    /// What it was.
    pub hash: LineHash,
    /// The goods.
    pub goods: Uuid,
    /// What is done to them.
    pub command: Command,
}

/// The name of the lot that comes with a line: the same line is the same lot.
#[must_use]
pub fn lot_of_line(merchant: MerchantId, line: &str) -> Uuid {
    let digest = Sha256::digest([b"lot of a line\0".as_slice(), merchant.0.as_bytes(), line.as_bytes()].concat());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Reads a batch, each line with its hash: it is decided on what the lines before it left. `files` are this merchant's goods and nobody else's; `known`
/// are the lines that came before.
#[must_use]
pub fn read_feed(
    merchant: MerchantId,
    lines: &[(FeedLine, LineHash)],
    files: impl IntoIterator<Item = (Uuid, GoodsFile)>,
    known: &HashMap<String, LineHash>,
    context: &Context,
) -> (Vec<TakenLine>, FeedReport) {
    let mut files: BTreeMap<Uuid, GoodsFile> = files.into_iter().collect();
    let (mut taken, mut report) = (Vec::new(), FeedReport { lines: lines.len(), ..FeedReport::default() });
    let mut names = HashMap::new();
    for (number, (line, hash)) in (1..).zip(lines) {
        let hash = *hash;
        let before = known.get(&line.id).or_else(|| names.get(&line.id));
        match before.map(|before| *before == hash) {
            Some(true) => report.known += 1,
            Some(false) => report.bad.push(bad(number, line, name_used())),
            None => match take(merchant, line, &mut files, context) {
                Ok((goods, command)) => taken.push(TakenLine { id: line.id.clone(), hash, goods, command }),
                Err(why) => report.bad.push(bad(number, line, why)),
            },
        }
        names.insert(line.id.clone(), hash);
    }
    (taken, report)
}

fn bad(line: usize, of: &FeedLine, why: Bilingual) -> BadLine {
    BadLine { line, id: of.id.chars().take(LINE_NAME_CHARS).collect(), problems: vec![why] }
}

fn name_used() -> Bilingual {
    text(
        "这个编号已经用在另一行上，内容不同。要更正，请用新编号另写一行。",
        "This id names another line with other content. To correct one, please send a new line with an id of its own.",
    )
    .into()
}

fn take(
    merchant: MerchantId,
    line: &FeedLine,
    files: &mut BTreeMap<Uuid, GoodsFile>,
    context: &Context,
) -> Result<(Uuid, Command), Bilingual> {
    let name = clean_line(&line.id);
    if name.is_empty() || name != line.id || name.chars().count() > LINE_NAME_CHARS {
        return Err(text(
            "每行都要有自己的编号 id：1 到 64 个字，首尾没有空格。",
            "Each line needs an id of its own: 1 to 64 characters without spaces around them.",
        )
        .into());
    }
    let goods = find(line, files)?;
    let Some(file) = files.get(&goods) else { return Err(Bilingual::default()) };
    let command = match (&line.receive, &line.moved) {
        (Some(form), None) => Command::Receive { lot: lot_of_line(merchant, &line.id), form: Box::new(form.clone()) },
        (None, Some(moved)) => {
            let FeedMove { kind, quantity, on, words, before_stop, .. } = moved.clone();
            let form = Box::new(MoveForm { kind, quantity, on, words, before_stop });
            Command::Move { lot: lot(merchant, moved, file)?, form }
        }
        _ => {
            return Err(text(
                "一行写一件事：进货写 receive，去向写 move。",
                "A line says one thing: `receive` for a lot that came, `move` for where it went.",
            )
            .into());
        }
    };
    let events = GoodsFile::decide(Some(file), None, &command, context).map_err(|why| why.sentence())?;
    let after = continued::<GoodsFile>(goods, Some(file), events, context.now, context);
    files.extend(after.map(|(file, _)| (goods, file)));
    Ok((goods, command))
}

fn find(line: &FeedLine, files: &BTreeMap<Uuid, GoodsFile>) -> Result<Uuid, Bilingual> {
    let same = |one: &str, other: &str| folded(one).trim() == folded(other).trim();
    let is_it = |file: &GoodsFile| {
        let of = &file.particulars;
        if line.barcode.is_empty() {
            same(&of.name, &line.name) && (line.spec.is_empty() || same(&of.spec, &line.spec))
        } else {
            of.barcode.as_ref().is_some_and(|barcode| same(barcode.as_str(), &line.barcode))
        }
    };
    let mut found = files.iter().filter(|(_, file)| is_it(file)).map(|(id, _)| *id);
    let named: String = if line.barcode.is_empty() { &line.name } else { &line.barcode }.chars().take(60).collect();
    match (found.next(), found.next()) {
        (Some(goods), None) => Ok(goods),
        (None, _) => Err(text(
            "您这家商户没有登记过商品“{}”。请先请联络点登记，或核对条码和名称。",
            "This merchant has no goods “{}”. Please have them registered first, or check barcode and name.",
        )
        .filled(&[&named])),
        _ => Err(text(
            "“{}”有不止一件，请写条码 barcode 或规格 spec。",
            "There is more than one “{}”: please add the barcode or the specification.",
        )
        .filled(&[&named])),
    }
}

fn lot(merchant: MerchantId, moved: &FeedMove, file: &GoodsFile) -> Result<Uuid, Bilingual> {
    if !moved.of.is_empty() {
        return Ok(lot_of_line(merchant, &moved.of));
    }
    let mut found = file.lots.iter().filter(|lot| lot.batch == clean_line(&moved.batch) && !lot.batch.is_empty());
    match (found.next(), found.next()) {
        (Some(lot), None) => Ok(lot.id),
        (None, _) => Err(text(
            "没有这一批：请用 of 写它进货那一行的编号，或用 batch 写批号。",
            "There is no such lot: say in `of` with which line it came, or in `batch` its batch number.",
        )
        .into()),
        _ => Err(text(
            "这个批号进过不止一次，请用 of 写它进货那一行的编号。",
            "This batch number came more than once: please say in `of` with which line.",
        )
        .into()),
    }
}
