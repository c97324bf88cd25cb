//! The first page of a kiosk: large entry points within reach of a hand, and above them notices in turn.

use domain::{
    board::{Board, DocumentKind, Standing},
    moment::Day,
    publication::Wording,
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::enrol::Enrol;
use crate::{
    components::{Icon, NoticeBox, Page, Show, Sign, Tone},
    device::use_device,
    host,
    lang::{say, use_lang},
    links,
    pages::{home::masthead::Masthead, statistics, tips},
    words::OPENING,
};

const TITLE: Text = text("首页", "Home");
const DOORS: Text = text("办事", "What to do");
const FILE: Text = text("我要投诉或咨询", "Complaint or question");
const FILE_HINT: Text = text("大约 4 分钟，一步一步来", "About 4 minutes, step by step");
const RIGHTS: Text = text("看权利", "Your rights");
const RIGHTS_HINT: Text = text("法律怎么说，这里怎么办", "What the law says, and what we do");
const TRACK: Text = text("查进度", "Follow a case");
const TRACK_HINT: Text = text("凭查询码，免登录", "With the claim code");
const PHONE: Text = text("用手机办", "On your phone");
const PHONE_HINT: Text = text("扫码自己填", "Scan and fill it in yourself");
const POSTED: Text = text("公示", "Notice");
const CHANGED: Text = text("有了新的一版", "Changed");
const NEW_TEXT: Text = text("{}起换了新的一版，改了：{}。", "Changed on {}: {}.");
const READ: Text = text("看全文", "Read it");
const PAUSE: Text = text("停一停", "Pause");
const GO_ON: Text = text("接着轮换", "Carry on");
const NEXT: Text = text("下一条", "Next");
const TURNING: Text = text("公示和消费提示", "Notices and good advice");
const STAFF: Text = text("工作人员", "Staff");
const CLEAN: Text = text(
    "您填的内容不会留在这台机器上。没有网络也能投诉，会自动送达。",
    "Nothing you write stays on this machine. You can file without a network too; it is sent by itself.",
);

/// So long each stands there: a slow reader gets through two lines.
#[cfg(feature = "hydrate")]
const TURN_EVERY: std::time::Duration = std::time::Duration::from_secs(10);
/// A new version is news for so many days.
const NEWS_DAYS: i64 = 30;
/// So many signs of a paragraph fit.
const MOST_CHARS: usize = 90;

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Slide {
    sort: Text,
    title: Option<String>,
    words: String,
    href: Option<String>,
}

/// The page. A browser that is no kiosk becomes one here.
#[component]
pub fn KioskHome() -> impl IntoView {
    let device = use_device();
    move || match (device.alive.get(), device.kiosk.get()) {
        (false, _) => view! { <p class="loading" role="status">{say(OPENING)}</p> }.into_any(),
        (true, false) => view! { <Enrol /> }.into_any(),
        (true, true) => view! { <Attract /> }.into_any(),
    }
}

#[component]
fn Attract() -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let refused = host::kiosk().and_then(host::KioskHost::kiosk).and_then(|kiosk| kiosk.refused);
    view! {
        <Page
            class="kiosk"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| view! { <Masthead /> }
            foot=move || {
                view! {
                    <footer class="kiosk__foot">
                        <p>{say(CLEAN)}</p>
                        <a class="link small" href="/statistics">{say(statistics::TITLE)}</a>
                        <a class="link small" href="/kiosk/staff">{say(STAFF)}</a>
                    </footer>
                }
            }
        >
            {refused
                .map(|code| {
                    view! {
                        <NoticeBox tone=Tone::Error>
                            <p role="alert">{say(code.sentence())}</p>
                        </NoticeBox>
                    }
                })}
            <Turning slides=Memo::new(move |_| {
                let (lang, today) = (lang.get(), device.now().day());
                let tips = device.published.with(|published| {
                    let due = tips::due(published, today);
                    due.into_iter().map(|(wording, _)| (wording.urgent, tip(wording, lang))).collect::<Vec<_>>()
                });
                device
                    .notice
                    .with(|notice| {
                        notice
                            .as_ref()
                            .map(|notice| {
                                let news = news(&notice.board, &notice.standings, today, lang);
                                slides(&notice.board, news, tips, lang)
                            })
                    })
            }) />
            <nav class="entry-points kiosk__doors" aria-label=say(DOORS)>
                <Door main=true href="/complain".to_owned() sign=Sign::Pen title=FILE hint=FILE_HINT />
                <Door
                    href=Signal::derive(move || {
                        device.notice.with(|notice| rights_page(notice.as_ref().map(|notice| &notice.board)))
                    })
                    sign=Sign::Law
                    title=RIGHTS
                    hint=RIGHTS_HINT
                />
                <Door href="/track".to_owned() sign=Sign::Search title=TRACK hint=TRACK_HINT />
                <Door href="/handoff".to_owned() sign=Sign::Phone title=PHONE hint=PHONE_HINT />
            </nav>
        </Page>
    }
}

#[component]
fn Door(
    #[prop(optional)] main: bool,
    #[prop(into)] href: Signal<String>,
    sign: Sign,
    title: Text,
    hint: Text,
) -> impl IntoView {
    view! {
        <a class=if main { "entry-point entry-point--main" } else { "entry-point" } href=move || href.get()>
            <Icon sign class="icon entry-point__icon" />
            <span class="entry-point__title">{say(title)}</span>
            <span class="entry-point__hint">{say(hint)}</span>
        </a>
    }
}

/// One after the other, until somebody stops them.
#[component]
fn Turning(slides: Memo<Option<Vec<Slide>>>) -> impl IntoView {
    let lang = use_lang();
    let place = RwSignal::new(0_usize);
    let paused = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    if let Ok(turning) = set_interval_with_handle(
        move || {
            if paused.try_get_untracked() == Some(false) {
                let _ = place.try_update(|place| *place += 1);
            }
        },
        TURN_EVERY,
    ) {
        on_cleanup(move || turning.clear());
    }
    let now = move || {
        slides.with(|slides| {
            let slides = slides.as_deref().filter(|slides| !slides.is_empty())?;
            slides.get(place.get() % slides.len()).cloned()
        })
    };
    view! {
        <section class="kiosk__turning card" aria-label=say(TURNING)>
            {move || {
                now()
                    .map(|slide| {
                        let Slide { sort, title, words, href } = slide;
                        view! {
                            <div class="kiosk__slide">
                                <p class="tag">{sort.in_lang(lang.get())}</p>
                                {title.map(|title| view! { <h2 class="kiosk__slide-title serif">{title}</h2> })}
                                <p class="kiosk__slide-words">{words}</p>
                                {href.map(|href| view! { <a class="link" href=href>{READ.in_lang(lang.get())}</a> })}
                            </div>
                        }
                    })
            }}
            // Nothing to turn to, no buttons for it.
            <Show when=move || slides.with(|slides| slides.as_ref().is_some_and(|slides| slides.len() > 1))>
                <div class="kiosk__turn">
                    <button class="btn" type="button" aria-pressed=move || paused.get().to_string() on:click=move |_| paused.update(|paused| *paused = !*paused)>
                        {move || if paused.get() { GO_ON } else { PAUSE }.in_lang(lang.get())}
                    </button>
                    <button class="btn" type="button" on:click=move |_| place.update(|place| *place += 1)>
                        {say(NEXT)}
                        <Icon sign=Sign::Next />
                    </button>
                </div>
            </Show>
        </section>
    }
}

fn tip(wording: &Wording, lang: Lang) -> Slide {
    let words: Vec<&str> = wording.paragraphs(lang).collect();
    // Chinese sentences follow each other without a space.
    let between = if lang == Lang::Zh { "" } else { " " };
    Slide {
        sort: if wording.urgent { tips::URGENT } else { wording.category.name() },
        title: Some(wording.titled(lang).to_owned()),
        words: shortened(&words.join(between)),
        href: Some("/tips".to_owned()),
    }
}

/// What on the board is not what it was a month ago.
fn news(board: &Board, standings: &[Standing], today: Day, lang: Lang) -> Vec<Slide> {
    let is_news =
        |standing: &&Standing| standing.version > 1 && (0..NEWS_DAYS).contains(&today.days_since(standing.since));
    let slide = |standing: &Standing| {
        let paper = board.paper(&standing.paper)?;
        let title = paper.title().in_lang(lang).trim_end_matches([':', '：']);
        let parts: Vec<&str> = standing.changes.iter().map(|change| change.heading.in_lang(lang)).collect();
        let parts = parts.join(if lang == Lang::Zh { "、" } else { ", " });
        let words = NEW_TEXT.fill(lang, &[&standing.since.spoken(lang, today), &parts]);
        let said = [standing.why.in_lang(lang), &words].into_iter().filter(|said| !said.is_empty());
        let words = shortened(&said.collect::<Vec<_>>().join(" "));
        Some(Slide { sort: CHANGED, title: Some(title.to_owned()), words, href: Some(standing.paper.page()) })
    };
    standings.iter().filter(is_news).filter_map(slide).collect()
}

/// What hangs at the board and what is published, by turns, first what is new on the board. What is urgent has the place for itself.
fn slides(board: &Board, news: Vec<Slide>, tips: Vec<(bool, Slide)>, lang: Lang) -> Vec<Slide> {
    let (urgent, tips): (Vec<_>, Vec<_>) = tips.into_iter().partition(|(urgent, _)| *urgent);
    if !urgent.is_empty() {
        return urgent.into_iter().map(|(_, slide)| slide).collect();
    }
    let posted = board.documents.iter().filter(|document| document.kind != DocumentKind::Credit).flat_map(|document| {
        document.sections.iter().filter_map(move |section| {
            let words = section.paragraphs.first()?.in_lang(lang);
            let title = section.heading(lang).map_or_else(|| document.heading(lang).to_owned(), str::to_owned);
            // What has places to fill in is not for here.
            let fits = !words.is_empty() && !words.contains('{');
            let href = links::section(&document.id, &section.id);
            fits.then(|| Slide { sort: POSTED, title: Some(title), words: shortened(words), href: Some(href) })
        })
    });
    let mut slides = news;
    let mut tips = tips.iter().map(|(_, slide)| slide).cycle();
    for slide in posted {
        slides.extend(tips.next().cloned());
        slides.push(slide);
    }
    slides
}

fn shortened(words: &str) -> String {
    if words.chars().count() <= MOST_CHARS {
        return words.to_owned();
    }
    words.chars().take(MOST_CHARS).chain(['…']).collect()
}

/// Where the law and the board stand beside each other.
fn rights_page(board: Option<&Board>) -> String {
    let bulletin = board.and_then(|board| board.first_of(DocumentKind::LawBulletin).map(links::document));
    bulletin.unwrap_or_else(|| "/search".to_owned())
}
