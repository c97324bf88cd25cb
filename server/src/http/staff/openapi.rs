//! The part of the interface's document that is about staff.

use utoipa::OpenApi;

use super::{devices, draft_handoffs, kiosks, members, push_subscription, session, setup};

#[derive(OpenApi)]
#[openapi(
    paths(
        session::sign_in,
        session::who,
        session::sign_out,
        session::change_password,
        session::list,
        session::end,
        session::end_all,
        devices::register,
        devices::key,
        devices::come_back,
        devices::standing,
        devices::list,
        devices::change,
        push_subscription::put,
        push_subscription::delete,
        kiosks::new_code,
        kiosks::enrol,
        kiosks::report,
        kiosks::list,
        kiosks::change,
        draft_handoffs::hand_off,
        draft_handoffs::standing,
        draft_handoffs::take,
        draft_handoffs::kept,
        setup::check,
        setup::set_up,
        members::list,
        members::add,
        members::change,
        members::reset_link,
    ),
    tags((name = "staff", description = "Sessions and members of staff. The session is a cookie that no script can read")),
)]
struct Document;

/// Sessions, one-time links, members.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
