//! A mall whose ledger grows: goods with four lots each, of which four were sold from.

use std::path::Path;
use std::sync::Arc;

use domain::form::Term;
use domain::goods::{Command, Finding, Findings, GoodsFile, GoodsForm, LotForm, MoveForm, ReceivingCheck};
use domain::ids::{DeviceId, MerchantId, StaffId};
use domain::kind::EventSourced;
use domain::merchant::{ApplicationForm, MerchantFile, PermitForm, PermitKind};
use domain::role::Role;
use server::content::Content;
use server::service::{Caller, Service, World};
use server::store::sqlite::{SqliteOptions, SqliteStore};
use server::testing::TestPoint;
use sync::protocol::{EntityPayload, MAX_OPS, Op, OpId, Outcome, PROTOCOL, PushRequest};
use uuid::Uuid;

use crate::{Result, Sought};

const LOTS: usize = 4;
const SALES: usize = 4;
/// Lines that goods have: each lot, and each sale of it.
const LINES: usize = LOTS * (1 + SALES);
const SUPPLIERS: usize = 40;
const MERCHANT: Uuid = Uuid::from_u128(1);

#[derive(Debug)]
pub(crate) struct Ledger {
    pub(crate) service: Service,
    point: TestPoint,
    goods: usize,
}

impl Ledger {
    pub(crate) async fn open(file: &Path) -> Result<Self> {
        let store = SqliteStore::open(&SqliteOptions::file(file)).await?;
        let point = TestPoint::on(store, Arc::new(Content::built_in()?), 1).await?;
        let ledger = Self { service: point.service.clone(), point, goods: 0 };
        let (kind, number, expires) = ("business_licence".into(), "1".into(), "长期".into());
        let permit = PermitForm { kind, number, expires, picture: None };
        let form = ApplicationForm {
            name: "示例超市".into(),
            trade: "household".into(),
            form: "legal_person".into(),
            legal_name: "示例超市有限公司".into(),
            code: "91350100M000100Y43".into(),
            identity: None,
            responsible: "示例店长".into(),
            phone: "021-61671254".into(),
            address: "示例路 1 号".into(),
            floor: "B1".into(),
            stall: "B1-001".into(),
            permits: vec![permit],
        };
        let apply = domain::merchant::Command::Apply { form: Box::new(form) };
        let seen = domain::merchant::Command::Verify { permits: vec![PermitKind::BusinessLicence], person: true };
        let ops =
            vec![ledger.op::<MerchantFile>(MERCHANT, None, apply), ledger.op::<MerchantFile>(MERCHANT, Some(1), seen)];
        ledger.push(ops).await?;
        Ok(ledger)
    }

    fn op<K: EventSourced>(&self, id: Uuid, base: Option<u64>, command: K::Command) -> Op {
        let (now, kind) = (self.point.world.now(), K::op_kind(&command));
        let payload = EntityPayload { id, base, command };
        Op::new(OpId(self.point.world.random_id()), DeviceId(Uuid::nil()), now, None, kind, &payload)
    }

    async fn push(&self, ops: Vec<Op>) -> Result<()> {
        let by = Caller::Staff { id: StaffId(Uuid::from_u128(7)), role: Role::Supervisor };
        for some in ops.chunks(MAX_OPS) {
            let request = PushRequest { protocol: PROTOCOL, sent_at: self.point.world.now(), ops: some.to_vec() };
            let answer = self.service.push(request, by).await?;
            let refused = answer.receipts.iter().find(|one| !matches!(one.outcome, Outcome::Applied { .. }));
            if let Some(refused) = refused {
                return Err(format!("{:?}", refused.outcome).into());
            }
        }
        Ok(())
    }

    /// Up to so many lines.
    pub(crate) async fn grow(&mut self, lines: usize) -> Result<()> {
        let mut ops = Vec::new();
        while self.goods * LINES < lines {
            ops.extend(self.of_goods(self.goods));
            self.goods += 1;
            if ops.len() > 20 * MAX_OPS {
                self.push(std::mem::take(&mut ops)).await?;
            }
        }
        self.push(ops).await
    }

    fn of_goods(&self, number: usize) -> Vec<Op> {
        let id = self.point.world.random_id();
        let form = GoodsForm {
            merchant: Some(MerchantId(MERCHANT)),
            name: format!("示例商品 {number:05}"),
            spec: "500 g".into(),
            kind: "household".into(),
            barcode: String::new(),
            maker: format!("示例厂 {:02}", number % 60),
        };
        let passed = || Some(Finding::Passed);
        let findings = Findings { marking: passed(), certificate: passed(), permit: Some(Finding::NotNeeded) };
        let mut ops = vec![
            self.op::<GoodsFile>(id, None, Command::Propose { form: Box::new(form) }),
            self.op::<GoodsFile>(id, Some(1), Command::Check { findings }),
        ];
        let on = self.point.world.now().day().to_string();
        for lot in 0..LOTS {
            let name = self.point.world.random_id();
            let form = LotForm {
                batch: batch(number, lot),
                received_on: on.clone(),
                quantity: "100".into(),
                unit: "盒".into(),
                supplier_name: supplier(number),
                supplier_address: "示例市示例区示例路 9 号".into(),
                supplier_contact: "10000020000".into(),
                voucher: format!("示例凭证 {number:05}-{lot}"),
                checks: ReceivingCheck::ALL.to_vec(),
                ..LotForm::default()
            };
            ops.push(self.op::<GoodsFile>(id, None, Command::Receive { lot: name, form: Box::new(form) }));
            for sale in 0..SALES {
                let form = MoveForm {
                    kind: "sold".into(),
                    quantity: "5".into(),
                    on: on.clone(),
                    words: receipt(number, lot, sale),
                    before_stop: false,
                };
                ops.push(self.op::<GoodsFile>(id, None, Command::Move { lot: name, form: Box::new(form) }));
            }
        }
        ops
    }

    /// Something that is there, but for what is missing.
    pub(crate) fn words(&self, sought: Sought, anywhere: usize) -> String {
        let number = anywhere % self.goods.max(1);
        match sought {
            Sought::Batch => batch(number, anywhere % LOTS),
            Sought::Receipt => receipt(number, anywhere % LOTS, anywhere / LOTS % SALES),
            Sought::Supplier => supplier(number),
            Sought::Goods => format!("商品 {number:05}"),
            Sought::Missing => format!("没有这一批{anywhere}"),
            Sought::Everything => "示例".into(),
        }
    }
}

fn batch(number: usize, lot: usize) -> String {
    format!("B{number:05}{lot:02}")
}

fn supplier(number: usize) -> String {
    format!("示例供货商 {:02}", number % SUPPLIERS)
}

fn receipt(number: usize, lot: usize, sale: usize) -> String {
    format!("示例销售单 {number:05}{lot:02}{sale:02}")
}
