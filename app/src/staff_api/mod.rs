//! What staff ask the server for beside the cases: signing in, the first password, colleagues. Each needs a network.

mod shapes;

use domain::fund::MerchantAccount;
use domain::{
    analysis::{Charted, Period, PublishedFigures, Repeats, Unusual},
    calendar::Arrangement,
    case::Case,
    fund::{Movement, Transaction},
    goods::{LedgerReport, Traced},
    ids::{CaseId, CaseNumber, DeviceId, KioskId, MerchantId, StaffId},
    ledger::CaseFilter,
    merchant::{ImportReport, MerchantRecord},
    moment::{Day, Moment},
    oversight::{RegulatorCase, RegulatorLine},
    role::Role,
    roster::Plan,
    words::Lang,
};
use serde::{Deserialize, de::DeserializeOwned};
use sync::protocol::{
    ChangedDevice, ChangedKiosk, Devices, Discard, Discarded, FundStatement, KioskCode, Kiosks, KnownDevice,
    KnownKiosk, NewKiosk, NewMerchant, Quarantine, Review, Roster,
};
use uuid::Uuid;
use vault::Way;

use crate::{
    desk::UnlockProblem,
    host::{self, NoAnswer},
};

pub use shapes::{Added, ApiError, Invitation, Link, Member, MemberChange, Purpose, Session, SessionPlace, SetUp};

type Answer<T> = Result<T, ApiError>;

/// Asks who is signed in; the device's session says it afterwards.
pub async fn ask_session() {
    if let Some(host) = host::staff() {
        host.ask_who().await;
    }
}

/// Signs in; the device is theirs from here.
///
/// # Errors
/// [`ApiError`].
pub async fn sign_in(account: &str, password: &str) -> Answer<()> {
    let session: Session =
        call("POST", "session", Some(&serde_json::json!({ "account": account, "password": password }))).await?;
    begin(session, account, password).await
}

/// Locks the device, which is what signing out of it is: what is kept is sealed until somebody who is known here opens it
/// again, and the session ends, without a network as soon as there is one.
pub async fn lock() {
    if let Some(host) = host::staff() {
        host.lock().await;
    }
}

/// Opens the device for a person who signed in here before, without asking the server.
///
/// # Errors
/// [`UnlockProblem`].
pub async fn unlock(staff: StaffId, way: Way, secret: &str) -> Result<(), UnlockProblem> {
    match host::staff() {
        Some(host) => host.unlock(staff, way, secret).await,
        None => Err(UnlockProblem::AskServer),
    }
}

/// From here a PIN opens this device for whoever has it now; without one, none does any more.
///
/// # Errors
/// [`UnlockProblem`].
pub async fn set_pin(pin: Option<&str>) -> Result<(), UnlockProblem> {
    match host::staff() {
        Some(host) => host.set_pin(pin).await,
        None => Err(UnlockProblem::AskServer),
    }
}

/// Changes one's own password.
///
/// # Errors
/// [`ApiError`].
pub async fn change_password(current: &str, password: &str) -> Answer<()> {
    call::<()>("POST", "session/password", Some(&serde_json::json!({ "current": current, "password": password })))
        .await?;
    if let Some(host) = host::staff() {
        // Refused storage: the old password goes on opening this device, until somebody signs in here anew.
        let _ = host.set_password(password).await;
    }
    Ok(())
}

/// Where whoever has the device is signed in.
///
/// # Errors
/// [`ApiError`].
pub async fn sessions() -> Answer<Vec<SessionPlace>> {
    #[derive(Deserialize)]
    struct All {
        sessions: Vec<SessionPlace>,
    }
    call::<All>("GET", "sessions", None).await.map(|all| all.sessions)
}

/// Signs out there.
///
/// # Errors
/// [`ApiError`].
pub async fn end_session(id: &str) -> Answer<()> {
    call("DELETE", &format!("sessions/{id}"), None).await
}

/// Signs a member out everywhere.
///
/// # Errors
/// [`ApiError`].
pub async fn end_sessions_of(id: StaffId) -> Answer<()> {
    call("DELETE", &format!("staff/{}/sessions", id.0), None).await
}

/// What a one-time link is for.
///
/// # Errors
/// [`ApiError`].
pub async fn check_link(token: &str) -> Answer<Invitation> {
    call("POST", "setup/check", Some(&serde_json::json!({ "token": token, "opener": opener() }))).await
}

fn opener() -> Option<String> {
    host::staff()?.opener()
}

/// Uses a one-time link; whoever did is signed in.
///
/// # Errors
/// [`ApiError`].
pub async fn set_up(body: &SetUp) -> Answer<()> {
    let mut asked = serde_json::to_value(body).unwrap_or_default();
    asked["opener"] = opener().into();
    let session: Session = call("POST", "setup", Some(&asked)).await?;
    begin(session, body.account.as_deref().unwrap_or_default(), &body.password).await
}

/// All members.
///
/// # Errors
/// [`ApiError`].
pub async fn members() -> Answer<Vec<Member>> {
    #[derive(Deserialize)]
    struct All {
        staff: Vec<Member>,
    }
    call::<All>("GET", "staff", None).await.map(|all| all.staff)
}

/// Adds a member.
///
/// # Errors
/// [`ApiError`].
pub async fn add_member(account: &str, name: &str, role: Role) -> Answer<Added> {
    call("POST", "staff", Some(&serde_json::json!({ "account": account, "name": name, "role": role }))).await
}

/// Changes a member.
///
/// # Errors
/// [`ApiError`].
pub async fn change_member(id: StaffId, change: MemberChange) -> Answer<Member> {
    #[derive(Deserialize)]
    struct Changed {
        staff: Member,
    }
    call::<Changed>("PATCH", &format!("staff/{id}"), serde_json::to_value(change).ok().as_ref())
        .await
        .map(|changed| changed.staff)
}

/// A link by which a member sets a new password.
///
/// # Errors
/// [`ApiError`].
pub async fn reset_link(id: StaffId) -> Answer<Link> {
    call("POST", &format!("staff/{id}/reset-link"), None).await
}

/// Figures of a period beside those of the one before, with charts in a language.
///
/// # Errors
/// [`ApiError`].
pub async fn analysis(period: Period, lang: Lang) -> Answer<Charted> {
    let english = lang == Lang::En;
    call("GET", &format!("analysis?from={}&to={}&english={english}", period.from, period.to), None).await
}

/// 集中问题, as of today.
///
/// # Errors
/// [`ApiError`].
pub async fn unusual() -> Answer<Unusual> {
    call("GET", "analysis/unusual", None).await
}

/// What comes again: for supervisors.
///
/// # Errors
/// [`ApiError`].
pub async fn repeats() -> Answer<Repeats> {
    call("GET", "analysis/repeats", None).await
}

/// What is said of a period to the regulator.
///
/// # Errors
/// [`ApiError`].
pub async fn figures_report(period: Period) -> Answer<PublishedFigures> {
    call("GET", &format!("analysis/report?from={}&to={}", period.from, period.to), None).await
}

/// The same as a file, which the browser then saves.
///
/// # Errors
/// [`ApiError`].
pub async fn save_figures(period: Period, csv: bool, lang: Lang) -> Answer<()> {
    let Some(host) = host::staff() else { return Err(ApiError::NoAnswer) };
    let english = lang == Lang::En;
    let name = match (english, csv) {
        (true, false) => "figures.xlsx",
        (true, true) => "figures.csv",
        (false, false) => "受理情况.xlsx",
        (false, true) => "受理情况.csv",
    };
    let path = format!("analysis/report?from={}&to={}&csv={csv}&english={english}", period.from, period.to);
    host.download(&path, "{}".to_owned(), name).await.map_err(ApiError::from)
}

/// Makes an evidence pack, which the browser then saves.
///
/// # Errors
/// [`ApiError`].
pub async fn make_evidence_pack(cases: &[String], to: &str, ground: &str) -> Answer<()> {
    let Some(host) = host::staff() else { return Err(ApiError::NoAnswer) };
    let asked = serde_json::json!({ "cases": cases, "to": to, "ground": ground });
    host.download("evidence-packs", asked.to_string(), "evidence-pack.zip").await.map_err(ApiError::from)
}

/// The key by which packs of this contact point are checked.
///
/// # Errors
/// [`ApiError`].
pub async fn evidence_key() -> Answer<String> {
    #[derive(Deserialize)]
    struct Known {
        public_key: String,
    }
    call::<Known>("GET", "open/evidence-key", None).await.map(|known| known.public_key)
}

/// What goes to the consumer council as data, which the browser then saves.
///
/// # Errors
/// [`ApiError`].
pub async fn save_council_packet(number: &str) -> Answer<()> {
    let Some(host) = host::staff() else { return Err(ApiError::NoAnswer) };
    let path = format!("council-packets/{number}");
    host.download(&path, "{}".to_owned(), &format!("{number}-council.json")).await.map_err(ApiError::from)
}

/// Cases of these days, as the regulator sees them. The look is on record.
///
/// # Errors
/// [`ApiError`].
pub async fn regulator_list(from: Day, to: Day) -> Answer<Vec<RegulatorLine>> {
    #[derive(Deserialize)]
    struct All {
        cases: Vec<RegulatorLine>,
    }
    call::<All>("GET", &format!("regulator/cases?from={from}&to={to}"), None).await.map(|all| all.cases)
}

/// A case as the regulator sees it. The look is on record.
///
/// # Errors
/// [`ApiError`].
pub async fn regulator_case(number: &str) -> Answer<RegulatorCase> {
    call("GET", &format!("regulator/cases/{number}"), None).await
}

/// The deposit pool.
///
/// # Errors
/// [`ApiError`].
pub async fn fund() -> Answer<FundStatement> {
    call("GET", "fund", None).await
}

/// Opens the account of a merchant. Asked again, it is the same account.
///
/// # Errors
/// [`ApiError`].
pub async fn open_account(new: &NewMerchant) -> Answer<MerchantAccount> {
    call("POST", "fund/merchants", serde_json::to_value(new).ok().as_ref()).await
}

/// Posts a movement of money. Asked again, it is posted once.
///
/// # Errors
/// [`ApiError`].
pub async fn move_money(movement: &Movement) -> Answer<Transaction> {
    call("POST", "fund/movements", serde_json::to_value(movement).ok().as_ref()).await
}

/// What the server kept aside.
///
/// # Errors
/// [`ApiError`].
pub async fn quarantine() -> Answer<Quarantine> {
    call("GET", "aside", None).await
}

/// A flood goes at once.
///
/// # Errors
/// [`ApiError`].
pub async fn discard(what: &Discard) -> Answer<Discarded> {
    call("POST", "aside/discard", serde_json::to_value(what).ok().as_ref()).await
}

/// Somebody has looked at it.
///
/// # Errors
/// [`ApiError`].
pub async fn review(what: &Review) -> Answer<()> {
    call("POST", "aside", serde_json::to_value(what).ok().as_ref()).await
}

/// Enters the working days of a year.
///
/// # Errors
/// [`ApiError`].
pub async fn enter_workdays(year: i32, arrangement: &Arrangement) -> Answer<()> {
    call("PUT", &format!("workdays/{year}"), serde_json::to_value(arrangement).ok().as_ref()).await
}

/// Devices of staff.
///
/// # Errors
/// [`ApiError`].
pub async fn devices() -> Answer<Vec<KnownDevice>> {
    call::<Devices>("GET", "devices", None).await.map(|all| all.devices)
}

/// Names a device, ends it, or lets it be used again.
///
/// # Errors
/// [`ApiError`].
pub async fn change_device(id: DeviceId, change: &ChangedDevice) -> Answer<KnownDevice> {
    call("PATCH", &format!("devices/{id}"), serde_json::to_value(change).ok().as_ref()).await
}

/// Every kiosk.
///
/// # Errors
/// [`ApiError`].
pub async fn kiosks() -> Answer<Kiosks> {
    call("GET", "kiosks", None).await
}

/// A code that makes a browser a kiosk.
///
/// # Errors
/// [`ApiError`].
pub async fn kiosk_code(new: &NewKiosk) -> Answer<KioskCode> {
    call("POST", "kiosk-codes", serde_json::to_value(new).ok().as_ref()).await
}

/// Names a kiosk, gives it a keyboard, or ends it.
///
/// # Errors
/// [`ApiError`].
pub async fn change_kiosk(id: KioskId, change: &ChangedKiosk) -> Answer<KnownKiosk> {
    call("PATCH", &format!("kiosks/{id}"), serde_json::to_value(change).ok().as_ref()).await
}

/// A case by its number, also one that ended so long ago that it is not on this device.
///
/// # Errors
/// [`ApiError`].
pub async fn numbered(number: CaseNumber) -> Answer<Case> {
    call("GET", &format!("cases/{number}"), None).await
}

/// Who is planned to be on duty when.
///
/// # Errors
/// [`ApiError`].
pub async fn roster() -> Answer<Roster> {
    call("GET", "roster", None).await
}

/// Changes somebody's plan.
///
/// # Errors
/// [`ApiError`].
pub async fn put_plan(staff: StaffId, plan: &Plan) -> Answer<()> {
    call("PUT", &format!("roster/{staff}"), serde_json::to_value(plan).ok().as_ref()).await
}

async fn begin(session: Session, account: &str, password: &str) -> Answer<()> {
    let host = host::staff().ok_or(ApiError::NoAnswer)?;
    Ok(host.enter(session.staff, account, password).await?)
}

/// On the server nobody answers: it renders pages, and asks nobody.
async fn call<T: DeserializeOwned>(method: &str, path: &str, body: Option<&serde_json::Value>) -> Answer<T> {
    let host = host::staff().ok_or(ApiError::Offline)?;
    let answer = host.ask(method, path, body.map(ToString::to_string)).await?;
    sync::read_json(&answer).map_err(|_| ApiError::NoAnswer)
}

impl From<NoAnswer> for ApiError {
    fn from(why: NoAnswer) -> Self {
        match why {
            NoAnswer::Problem(problem) => Self::Problem(problem),
            NoAnswer::Offline => Self::Offline,
            NoAnswer::NoAnswer => Self::NoAnswer,
        }
    }
}

/// The register of cases as a file, saved by the browser.
///
/// # Errors
/// [`ApiError`].
pub async fn export_ledger(filter: &CaseFilter, personal_data: bool, lang: Lang) -> Answer<()> {
    let Some(host) = host::staff() else { return Err(ApiError::NoAnswer) };
    let english = lang == Lang::En;
    let asked = serde_json::json!({ "filter": filter, "personal_data": personal_data, "english": english });
    let name = if english { "cases.xlsx" } else { "受理台账.xlsx" };
    host.download("ledger", asked.to_string(), name).await.map_err(ApiError::from)
}

/// What a telephone number filed so long ago that this device does not hold it, the newest first.
///
/// # Errors
/// [`ApiError`].
pub async fn archived_of(phone: &str) -> Answer<Vec<Case>> {
    #[derive(Deserialize)]
    struct Archived {
        cases: Vec<Case>,
    }
    let asked = serde_json::json!({ "phone": phone });
    call::<Archived>("POST", "cases/of-number", Some(&asked)).await.map(|archived| archived.cases)
}

/// What a merchant's file counts, over all cases.
///
/// # Errors
/// [`ApiError`].
pub async fn merchant_record(merchant: MerchantId) -> Answer<MerchantRecord> {
    call("GET", &format!("merchants/{merchant}/record"), None).await
}

/// Lots that are found by a batch, a supplier, a voucher or a receipt, over the whole ledger.
///
/// # Errors
/// [`ApiError`].
pub async fn trace_goods(sought: &str) -> Answer<Traced> {
    call("POST", "goods/trace", Some(&serde_json::json!({ "sought": sought }))).await
}

/// Takes in the list that was chosen in a control of the page, or only has it looked at. None where none was chosen.
pub async fn import_merchants(input: &str, check_only: bool) -> Option<Answer<ImportReport>> {
    let Some(host) = host::staff() else { return Some(Err(ApiError::Offline)) };
    let said = host.upload(&format!("merchants/import?check_only={check_only}"), input).await?;
    Some(said.map_err(ApiError::from).and_then(|said| sync::read_json(&said).map_err(|_| ApiError::NoAnswer)))
}

/// Has the register as a file, which the browser then saves.
///
/// # Errors
/// [`ApiError`].
pub async fn export_merchants(lang: Lang) -> Answer<()> {
    let Some(host) = host::staff() else { return Err(ApiError::NoAnswer) };
    let english = lang == Lang::En;
    let name = if english { "merchants.xlsx" } else { "商户名单.xlsx" };
    let path = format!("merchants/export?english={english}");
    host.download(&path, "{}".to_owned(), name).await.map_err(ApiError::from)
}

/// Takes in the ledger that was chosen in a control of the page, or only has it looked at. None where none was chosen.
pub async fn import_goods_ledger(input: &str, check_only: bool) -> Option<Answer<LedgerReport>> {
    let Some(host) = host::staff() else { return Some(Err(ApiError::Offline)) };
    let said = host.upload(&format!("goods/ledger/import?check_only={check_only}"), input).await?;
    Some(said.map_err(ApiError::from).and_then(|said| sync::read_json(&said).map_err(|_| ApiError::NoAnswer)))
}

/// Has the ledger as a file, which the browser then saves.
///
/// # Errors
/// [`ApiError`].
pub async fn export_goods_ledger(csv: bool, lang: Lang) -> Answer<()> {
    let Some(host) = host::staff() else { return Err(ApiError::NoAnswer) };
    let english = lang == Lang::En;
    let name = match (english, csv) {
        (true, false) => "goods-ledger.xlsx",
        (true, true) => "goods-ledger.csv",
        (false, false) => "进销货台账.xlsx",
        (false, true) => "进销货台账.csv",
    };
    let path = format!("goods/ledger/export?csv={csv}&english={english}");
    host.download(&path, "{}".to_owned(), name).await.map_err(ApiError::from)
}

/// Has the record of trainings, of one or of all, as a file, which the browser then saves.
///
/// # Errors
/// [`ApiError`].
pub async fn export_trainings(of: Option<Uuid>, csv: bool, lang: Lang) -> Answer<()> {
    let Some(host) = host::staff() else { return Err(ApiError::NoAnswer) };
    let name = match (lang, csv) {
        (Lang::En, false) => "trainings.xlsx",
        (Lang::En, true) => "trainings.csv",
        (Lang::Zh, false) => "培训记录.xlsx",
        (Lang::Zh, true) => "培训记录.csv",
    };
    let body = serde_json::json!({ "training": of, "csv": csv, "english": lang == Lang::En });
    host.download("trainings/export", body.to_string(), name).await.map_err(ApiError::from)
}

/// A link by which the merchant of a case answers, as a path, and until when it works.
///
/// # Errors
/// [`ApiError`].
pub async fn merchant_link(case: CaseId) -> Answer<(String, Moment)> {
    #[derive(Deserialize)]
    struct Given {
        path: String,
        expires_at: Moment,
    }
    let Given { path, expires_at } = call("POST", &format!("merchant-links/{case}"), None).await?;
    Ok((path, expires_at))
}

/// A link by which an applicant fills its application in: for a file that waits, or for one that begins by it.
///
/// # Errors
/// [`ApiError`].
pub async fn application_link(of: Option<Uuid>) -> Answer<(String, Moment)> {
    #[derive(Deserialize)]
    struct Given {
        path: String,
        expires_at: Moment,
    }
    let body = serde_json::json!({ "merchant": of });
    let Given { path, expires_at } = call("POST", "merchant-application-links", Some(&body)).await?;
    Ok((path, expires_at))
}

/// A key by which a merchant's own system sends its ledger, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LedgerKey {
    /// Its name.
    pub id: Uuid,
    /// Which system it was given to.
    pub label: String,
    /// When it was made.
    pub created_at: Moment,
    /// When it was last used.
    #[serde(default)]
    pub last_used_at: Option<Moment>,
    /// Since when it opens nothing.
    #[serde(default)]
    pub revoked_at: Option<Moment>,
}

/// The keys of a merchant.
///
/// # Errors
/// [`ApiError`].
pub async fn ledger_keys(merchant: Uuid) -> Answer<Vec<LedgerKey>> {
    #[derive(Deserialize)]
    struct All {
        keys: Vec<LedgerKey>,
    }
    let All { keys } = call("GET", &format!("merchants/{merchant}/ledger-keys"), None).await?;
    Ok(keys)
}

/// A new key for that merchant's ledger: the whole of it, shown once.
///
/// # Errors
/// [`ApiError`].
pub async fn make_ledger_key(merchant: Uuid, label: &str) -> Answer<String> {
    #[derive(Deserialize)]
    struct Made {
        key: String,
    }
    let body = serde_json::json!({ "label": label });
    let Made { key } = call("POST", &format!("merchants/{merchant}/ledger-keys"), Some(&body)).await?;
    Ok(key)
}

/// From here the key opens nothing.
///
/// # Errors
/// [`ApiError`].
pub async fn revoke_ledger_key(merchant: Uuid, id: Uuid) -> Answer<()> {
    let _: LedgerKey = call("DELETE", &format!("merchants/{merchant}/ledger-keys/{id}"), None).await?;
    Ok(())
}
