//! The document of the interface, made from the types and handlers themselves.

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde_json::{Map, Value};
use sync::protocol::{Code, Epoch, Poke, Problem, PullAnswer, PushAnswer, PushRequest};
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Consumer-rights contact point",
        description = "Operations up, receipts back; the newest state down. Every failure is a Problem whose `code` is one of `Code`.",
    ),
    paths(
        super::analysis::overview,
        super::analysis::unusual,
        super::analysis::repeats,
        super::analysis::report,
        super::analysis::report_file,
        super::analysis::statistics,
        super::analysis::statistics_csv,
        super::analysis::merchants,
        super::evidence::make,
        super::evidence::public_key,
        super::evidence::council_packet,
        super::regulator::list,
        super::regulator::one,
        super::feed::tips,
        super::push::push,
        super::pull::pull,
        super::stream::stream,
        super::numbered::numbered,
        super::numbered::of_number,
        super::quarantine::list,
        super::quarantine::review,
        super::quarantine::discard,
        super::orphaned_ops::take,
        super::directory::list,
        super::fund::statement,
        super::fund::open_account,
        super::fund::move_money,
        super::ledger::export,
        super::merchant_answer::link,
        super::merchant_answer::view,
        super::merchant_answer::answer,
        super::goods::trace,
        super::goods::import,
        super::goods::export,
        super::ledger_feed::keys,
        super::ledger_feed::make_key,
        super::ledger_feed::revoke_key,
        super::ledger_feed::take,
        super::applicant::link,
        super::applicant::view,
        super::applicant::apply,
        super::applicant::sign,
        super::merchants::commitments,
        super::merchants::record,
        super::merchants::import,
        super::merchants::export,
        super::trainings::export,
        super::web_push::key,
        super::web_push::put,
        super::workdays::enter,
        super::roster::list,
        super::roster::put,
        super::attachments::capabilities,
        super::attachments::begin,
        super::attachments::standing,
        super::attachments::append,
        super::attachments::end,
        super::attachments::content,
        super::attachments::thumbnail,
        document,
    ),
    components(schemas(PushRequest, PushAnswer, PullAnswer, Poke, Problem, Code, Epoch)),
    tags(
        (name = "sync", description = "Sync protocol, version 1"),
        (name = "attachments", description = "Photos and PDFs of a case (附件), uploaded by tus 1.0.0"),
        (name = "ledger", description = "The register of cases (受理台账) as a file"),
        (name = "analysis", description = "What the cases add up to (分析汇总), and what is unusual (集中问题)"),
        (name = "open", description = "Open data for everybody (接受社会监督), version 1"),
        (name = "evidence", description = "Evidence packs (协助查处), and packets for the consumer council (消保委协助)"),
        (name = "regulator", description = "Cases as the regulator sees them; each look is on record"),
        (name = "goods", description = "The ledger of lots (进销货台账)"),
        (name = "merchants", description = "The register of merchants (商户管理)"),
        (name = "trainings", description = "Trainings and who came (定期组织培训)"),
        (name = "workdays", description = "Years of working days, as announced"),
        (name = "roster", description = "Who is planned to be on duty when (排班)"),
        (name = "fund", description = "The deposit pool (先行赔付保证金), in double entry"),
    ),
)]
struct Document;

/// The document as JSON.
#[must_use]
pub fn openapi() -> String {
    let document = Document::openapi().merge_from(crate::http::staff::openapi());
    let mut document = serde_json::to_value(&document).unwrap_or_default();
    close_enums(&mut document);
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

/// One of several, named by its only key: another key beside it is refused, which the library does not say.
fn close_enums(schema: &mut Value) {
    if let Some(variants) = schema.get_mut("oneOf").and_then(Value::as_array_mut) {
        for variant in variants.iter_mut().filter_map(Value::as_object_mut) {
            let keys = |of| variant.get(of).map_or(0, |it: &Value| it.as_object().map_or(0, Map::len));
            let required = variant.get("required").and_then(Value::as_array).map_or(0, Vec::len);
            if keys("properties") == 1 && required == 1 {
                variant.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
        }
    }
    match schema {
        Value::Object(fields) => fields.values_mut().for_each(close_enums),
        Value::Array(values) => values.iter_mut().for_each(close_enums),
        _ => {}
    }
}

/// This document.
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    tag = "sync",
    responses((status = 200, description = "This document", content_type = "application/json"))
)]
pub(crate) async fn document() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], openapi())
}
