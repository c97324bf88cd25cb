//! 消费提示 as a feed (Atom, RFC 4287), for whoever follows without visiting.

use atom_syndication::{Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use domain::moment::Day;
use domain::publication::Wording;
use domain::words::Lang;
use sync::protocol::{Code, Problem};
use uuid::Uuid;

use super::Api;
use crate::http::error::ApiError;

const ATOM: &str = "application/atom+xml; charset=utf-8";
const TITLE: &str = "消费提示和知识";

/// `GET /api/v1/open/tips.atom`: what is published and due today, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/open/tips.atom",
    tag = "open",
    responses(
        (status = 200, description = "A feed (RFC 4287) in Chinese, an entry for each", content_type = "application/atom+xml", body = String),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn tips(State(api): State<Api>) -> Result<Response, ApiError> {
    let today = api.service.world().now().day();
    let published = api.service.published().await?;
    let mut due: Vec<(Uuid, &Wording, Day)> =
        published.iter().filter_map(|(id, one)| one.on(today).map(|(wording, since)| (*id, wording, since))).collect();
    due.sort_by_key(|(id, _, since)| (std::cmp::Reverse(*since), *id));
    let author = Person { name: api.service.name().to_owned(), ..Person::default() };
    let newest = due.first().map_or(today, |(_, _, since)| *since);
    let feed = Feed {
        title: Text::plain(TITLE),
        id: format!("urn:uuid:{}", api.service.point().0),
        updated: midnight(newest),
        authors: vec![author],
        generator: Some(Generator { value: "contact-point".to_owned(), ..Generator::default() }),
        links: vec![Link { href: "/tips".to_owned(), rel: "alternate".to_owned(), ..Link::default() }],
        entries: due.into_iter().map(|(id, wording, since)| entry(id, wording, since)).collect(),
        lang: Some(Lang::Zh.tag().to_owned()),
        ..Feed::default()
    };
    let body = feed.write_to(Vec::new()).map_err(|why| {
        tracing::error!("the feed could not be written: {why}");
        ApiError::from(Code::Internal)
    })?;
    Ok(([(CONTENT_TYPE, ATOM)], body).into_response())
}

fn entry(id: Uuid, wording: &Wording, since: Day) -> Entry {
    let words: Vec<&str> = wording.paragraphs(Lang::Zh).collect();
    let content =
        Content { value: Some(words.join("\n")), content_type: Some("text".to_owned()), ..Content::default() };
    Entry {
        title: Text::plain(wording.titled(Lang::Zh)),
        id: format!("urn:uuid:{id}"),
        updated: midnight(since),
        links: vec![Link { href: "/tips".to_owned(), rel: "alternate".to_owned(), ..Link::default() }],
        content: Some(content),
        ..Entry::default()
    }
}

/// The moment at which a day begins here.
fn midnight(day: Day) -> FixedDateTime {
    format!("{day}T00:00:00+08:00").parse().unwrap_or_default()
}
