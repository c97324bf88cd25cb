//! The driver, as pages ask it.

use std::rc::Rc;

use async_trait::async_trait;
use domain::{
    case::{Command, ContentHash},
    claim_code::ClaimCode,
    ids::{CaseId, DeviceId, StaffId},
};
use leptos::prelude::RwSignal;
use sync::protocol::{Code, OpId, Problem};
use uuid::Uuid;

use super::Driver;
use crate::{
    attachments::{LinkRight, Made, Proof},
    browser::{
        attachments::{fetch, forget},
        document, network, picture, push_subscription,
    },
    device::{DraftRow, FileProblem, StorageProblem},
    handoff::{NotTaken, Scanned},
    host::{CaseAlerts, DeviceHost},
};

#[async_trait(?Send)]
impl DeviceHost for Driver {
    fn name(&self) -> DeviceId {
        self.me
    }

    fn save_draft(self: Rc<Self>, draft: DraftRow) {
        Self::save_draft(self, draft);
    }

    async fn delete_draft(self: Rc<Self>, id: Uuid) -> Result<(), StorageProblem> {
        Self::delete_draft(&self, id).await
    }

    async fn ask_public(&self, path: &str, body: Option<String>) -> Result<String, Option<Problem>> {
        network::ask_public(path, body).await
    }

    async fn file(self: Rc<Self>, draft: DraftRow) -> Result<CaseId, FileProblem> {
        Self::file(self, draft).await
    }

    async fn act(self: Rc<Self>, case: CaseId, command: Command) -> Result<(), Problem> {
        Self::act(self, case, command).await
    }

    async fn act_as_staff(
        self: Rc<Self>,
        staff: StaffId,
        kind: &'static str,
        payload: String,
        claim: Option<ClaimCode>,
    ) {
        Self::act_as_staff(self, staff, kind, payload, claim).await;
    }

    async fn act_as_visitor(self: Rc<Self>, kind: &'static str, payload: String) {
        Self::act_as_visitor(self, kind, payload).await;
    }

    fn dismiss(self: Rc<Self>, op: OpId) {
        Self::dismiss(self, op);
    }

    async fn track(self: Rc<Self>, code: ClaimCode) -> Result<CaseId, Problem> {
        Self::track(self, code).await
    }

    async fn scanned(self: Rc<Self>, text: &str) -> Scanned {
        Self::scanned(self, text).await
    }

    async fn take_draft(self: Rc<Self>, link: &str) -> Result<DraftRow, NotTaken> {
        Self::take_draft(self, link).await
    }

    fn attach(self: Rc<Self>, case: CaseId, staff: Option<StaffId>, input: &str) {
        Self::attach(self, case, staff, input);
    }

    fn send_proofs(self: Rc<Self>, right: LinkRight, input: &str, all: RwSignal<Vec<Proof>>) {
        Self::send_proofs(self, right, input, all);
    }

    async fn send_picture(
        self: Rc<Self>,
        right: LinkRight,
        picture: Made,
        all: RwSignal<Vec<Proof>>,
    ) -> Result<ContentHash, Code> {
        Self::send_picture(self, right, picture, all).await
    }

    async fn detach(self: Rc<Self>, id: Uuid) {
        Self::detach(self, id).await;
    }

    async fn picture(&self, case: CaseId, hash: ContentHash, small: bool, claim: Option<ClaimCode>) -> Option<String> {
        fetch(case, hash, small, claim).await
    }

    fn forget_picture(&self, address: &str) {
        forget(address);
    }

    async fn unfollow(self: Rc<Self>, case: CaseId) -> Result<(), StorageProblem> {
        Self::unfollow(self, case).await
    }

    async fn case_alerts(&self) -> CaseAlerts {
        push_subscription::case_alerts().await
    }

    async fn set_case_alerts(&self, of: Vec<ClaimCode>) -> CaseAlerts {
        push_subscription::set_case_alerts(&of).await
    }

    async fn png_of(&self, svg: &str, width: u32, height: u32) -> Option<String> {
        picture::png_of(svg, width, height).await
    }

    fn can_share_png(&self) -> bool {
        picture::can_share()
    }

    fn share_png(&self, png: &str, name: &'static str) {
        picture::share(png, name);
    }

    fn save_file(&self, file: &[u8], name: &str, media_type: &str) {
        if document::save(file, name, media_type).is_none() {
            leptos::logging::warn!("this browser does not save files");
        }
    }
}
