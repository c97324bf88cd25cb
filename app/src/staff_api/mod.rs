//! What staff ask the server for beside the cases: signing in, the first password, colleagues. Each needs a network.

mod shapes;

use domain::{
    calendar::Arrangement,
    case::Case,
    fund::{Movement, Transaction},
    ids::{CaseNumber, StaffId},
    role::Role,
    roster::Plan,
};
use serde::{Deserialize, de::DeserializeOwned};
use sync::protocol::{Aside, FundStatement, KeptAside, LookedAt, MerchantAccount, NewMerchant, Roster};

pub use shapes::{Added, ApiError, Invitation, Link, Member, MemberChange, Purpose, Session, SetUp};

type Answer<T> = Result<T, ApiError>;

/// Asks who is signed in; the device's session says it afterwards.
pub async fn ask_session() {
    #[cfg(feature = "hydrate")]
    if let Some(driver) = crate::browser::driver::driver() {
        driver.ask_session().await;
    }
}

/// Signs in; the device is theirs from here.
///
/// # Errors
/// [`ApiError`].
pub async fn sign_in(account: &str, password: &str) -> Answer<()> {
    let session: Session =
        call("POST", "session", Some(&serde_json::json!({ "account": account, "password": password }))).await?;
    begin(session).await;
    Ok(())
}

/// Signs out. What is not sent stays on the device, under the person's name.
///
/// # Errors
/// [`ApiError`]; they are still signed in.
pub async fn sign_out() -> Answer<()> {
    call::<()>("DELETE", "session", None).await?;
    #[cfg(feature = "hydrate")]
    if let Some(driver) = crate::browser::driver::driver() {
        driver.signed_out().await;
    }
    Ok(())
}

/// Changes one's own password.
///
/// # Errors
/// [`ApiError`].
pub async fn change_password(current: &str, password: &str) -> Answer<()> {
    call("POST", "session/password", Some(&serde_json::json!({ "current": current, "password": password }))).await
}

/// What a one-time link is for.
///
/// # Errors
/// [`ApiError`].
pub async fn check_link(token: &str) -> Answer<Invitation> {
    call("POST", "setup/check", Some(&serde_json::json!({ "token": token }))).await
}

/// Uses a one-time link; whoever did is signed in.
///
/// # Errors
/// [`ApiError`].
pub async fn set_up(body: &SetUp) -> Answer<()> {
    let session: Session = call("POST", "setup", serde_json::to_value(body).ok().as_ref()).await?;
    begin(session).await;
    Ok(())
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
pub async fn aside() -> Answer<Vec<KeptAside>> {
    call::<Aside>("GET", "aside", None).await.map(|aside| aside.kept)
}

/// Somebody has looked at it.
///
/// # Errors
/// [`ApiError`].
pub async fn looked_at(what: &LookedAt) -> Answer<()> {
    call("POST", "aside", serde_json::to_value(what).ok().as_ref()).await
}

/// Enters the working days of a year.
///
/// # Errors
/// [`ApiError`].
pub async fn enter_workdays(year: i32, arrangement: &Arrangement) -> Answer<()> {
    call("PUT", &format!("workdays/{year}"), serde_json::to_value(arrangement).ok().as_ref()).await
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

#[cfg(feature = "hydrate")]
async fn begin(session: Session) {
    if let Some(driver) = crate::browser::driver::driver() {
        driver.signed_in(session.staff).await;
    }
}

#[cfg(not(feature = "hydrate"))]
async fn begin(session: Session) {
    drop(session);
}

#[cfg(feature = "hydrate")]
async fn call<T: DeserializeOwned>(method: &str, path: &str, body: Option<&serde_json::Value>) -> Answer<T> {
    use crate::browser::network::{Asked, ask};
    use gloo_net::http::{Method, RequestBuilder};
    use sync::engine::Failure;

    let method = match method {
        "POST" => Method::POST,
        "PUT" => Method::PUT,
        "PATCH" => Method::PATCH,
        "DELETE" => Method::DELETE,
        _ => Method::GET,
    };
    let request = RequestBuilder::new(&format!("/api/v1/{path}")).method(method);
    ask(request, body).await.map_err(|asked| match asked {
        Asked::Problem(problem) => ApiError::Problem(problem),
        Asked::Failed(Failure::Network) => ApiError::Offline,
        Asked::Failed(_) => ApiError::NoAnswer,
    })
}

/// The server renders pages; it asks nobody.
#[cfg(not(feature = "hydrate"))]
async fn call<T: DeserializeOwned>(method: &str, path: &str, body: Option<&serde_json::Value>) -> Answer<T> {
    let _ = (method, path, body);
    Err(ApiError::Offline)
}
