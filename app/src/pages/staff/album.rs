//! Pictures of what has an album: chosen here, shown from this device until they have arrived, then as the server keeps them.

use domain::{
    album::{Album, AlbumName},
    case::{ContentHash, Media},
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use sync::protocol::Code;

use crate::{
    attachments::{LinkRight, Made, Proof, Standing},
    components::{Icon, Show, Sign},
    device::use_device,
    host,
    lang::{say, use_lang},
    tab_storage,
};

const TAKE: Text = text("拍照或选图", "Take or choose a picture");
const KEEPING: Text = text("正在存…", "Saving…");
const NOT_THERE: Text = text("图还没送到，联网后自动出现", "The picture has not arrived yet; it comes by itself");
const ON_ITS_WAY: Text = text("已存在本机，联网后自动送出", "Saved here; sent by itself once there is a network");
const SENDING: Text = text("正在送 {}%", "Sending {}%");
const WAITING: Text =
    text("网络断了，连上后接着送。请不要关闭这一页。", "No network; it goes on by itself. Please keep this page open.");
const RECEIVED: Text = text("图已收到", "The picture was received");
const CUT_OFF: Text = text(
    "这张图离开这一页时还没送完，请再选一次。",
    "This picture was not sent to its end when the page was left; please choose it again.",
);
const PDF: Text = text("PDF 文件", "PDF");

/// Where a picture is to be had.
#[derive(Clone, Debug, PartialEq)]
enum Source {
    /// On this device.
    Here(Option<String>, Option<Media>),
    /// With the server.
    There(String, Media),
}

/// A picture, where it is anywhere.
#[component]
pub fn AlbumPicture(
    /// Of what.
    album: AlbumName,
    /// Which, as it was sent.
    hash: ContentHash,
    /// What it shows, in words.
    #[prop(into)]
    alt: Signal<String>,
) -> impl IntoView {
    let device = use_device();
    let albums = device.desk.entities.of::<Album>();
    let source = Memo::new(move |_| {
        let kept = albums.with(|all| all.shown.get(&album.id).and_then(|one| one.state.sent_as(hash).cloned()));
        if let Some(kept) = kept {
            return Some(Source::There(format!("/api/v1/attachments/{}/{}", album.id, kept.hash), kept.media));
        }
        device.attachments.with(|all| {
            let same = all.iter().find(|one| one.case.0 == album.id && one.by_staff && one.hash == Some(hash));
            same.map(|one| Source::Here(one.preview.clone(), one.media))
        })
    });
    move || match source.get() {
        Some(Source::There(address, Media::Jpeg)) => view! {
            <a class="album__picture" href=address.clone() target="_blank" rel="external">
                <img class="signed__picture" src=format!("{address}/thumbnail") alt=alt loading="lazy" />
            </a>
        }
        .into_any(),
        Some(Source::There(address, Media::Pdf)) => view! {
            <a class="link" href=address download="" rel="external">
                <Icon sign=Sign::Doc />
                {alt}
                " · "
                {say(PDF)}
            </a>
        }
        .into_any(),
        Some(Source::Here(preview, media)) => view! {
            <span class="album__picture">
                {preview
                    .filter(|_| media != Some(Media::Pdf))
                    .map(|address| view! { <img class="signed__picture" src=address alt=alt /> })}
                <span class="signed__missing">{say(ON_ITS_WAY)}</span>
            </span>
        }
        .into_any(),
        None => view! { <span class="signed__missing">{say(NOT_THERE)}</span> }.into_any(),
    }
}

/// Where pictures of something go.
#[derive(Clone, Copy, Debug)]
pub enum Keeper {
    /// To this device, sealed, and on from there.
    Desk(AlbumName),
    /// To the server at once, by the link of an application: what is on its way from the page, and what has arrived.
    Link(RwSignal<Vec<Proof>>, RwSignal<Vec<ContentHash>>),
}

impl Keeper {
    /// Keeps one.
    ///
    /// # Errors
    /// Why not.
    pub async fn keep(self, made: Made) -> Result<ContentHash, Code> {
        match (self, made) {
            (Self::Link(proofs, _), made) => {
                let right = LinkRight::Application(tab_storage::fragment());
                host::device().ok_or(Code::Internal)?.send_picture(right, made, proofs).await
            }
            (Self::Desk(album), Made::Chosen(input)) => {
                host::staff().ok_or(Code::SignInNeeded)?.keep_picture(album, &input).await
            }
            (Self::Desk(album), Made::Drawn(drawing)) => {
                host::staff().ok_or(Code::SignInNeeded)?.keep_drawing(album, &drawing).await
            }
        }
    }
}

/// The button that takes one, with the camera or from the files.
#[component]
pub fn TakePicture(
    /// Where it goes.
    keeper: Keeper,
    /// The control's name.
    id: String,
    /// What the button says.
    #[prop(default = TAKE)]
    label: Text,
    /// It is kept.
    taken: Callback<ContentHash>,
) -> impl IntoView {
    let lang = use_lang();
    let (keeping, trouble) = (RwSignal::new(false), RwSignal::new(None::<Bilingual>));
    let input = id.clone();
    let chosen = move |_| {
        keeping.set(true);
        trouble.set(None);
        let input = input.clone();
        spawn_local(async move {
            let kept = keeper.keep(Made::Chosen(input)).await;
            // The page may be gone meanwhile.
            if keeping.try_set(false).is_some() {
                return;
            }
            match kept {
                Ok(hash) => taken.run(hash),
                Err(code) => trouble.set(Some(code.sentence().into())),
            }
        });
    };
    view! {
        <label class="btn attach__add">
            <Icon sign=Sign::Camera />
            {say(label)}
            <input class="vh" type="file" id=id accept="image/*,application/pdf" on:change=chosen />
        </label>
        <span class="signed__keeping" role="status">
            {move || keeping.get().then(|| KEEPING.in_lang(lang.get()))}
        </span>
        <Show when=move || trouble.with(Option::is_some)>
            <p class="field__error" role="alert">
                <Icon sign=Sign::Alert />
                <span>{move || trouble.get().map(|why| why.in_lang(lang.get()).to_owned())}</span>
            </p>
        </Show>
    }
}

/// One that was taken.
#[component]
pub fn Taken(
    /// Where it went.
    keeper: Keeper,
    /// Which.
    hash: ContentHash,
    /// What it shows, in words.
    #[prop(into)]
    alt: Signal<String>,
) -> impl IntoView {
    match keeper {
        Keeper::Desk(album) => view! { <AlbumPicture album hash alt /> }.into_any(),
        Keeper::Link(proofs, arrived) => view! { <OnItsWay proofs arrived hash /> }.into_any(),
    }
}

/// How a picture stands that goes by a link.
#[component]
fn OnItsWay(proofs: RwSignal<Vec<Proof>>, arrived: RwSignal<Vec<ContentHash>>, hash: ContentHash) -> impl IntoView {
    let lang = use_lang();
    let words = move || {
        let lang = lang.get();
        if arrived.with(|all| all.contains(&hash)) {
            return RECEIVED.in_lang(lang).to_owned();
        }
        let standing = proofs.with(|all| all.iter().find(|one| one.hash == Some(hash)).map(|one| one.standing.clone()));
        match standing {
            Some(Standing::Preparing) => KEEPING.in_lang(lang).to_owned(),
            Some(Standing::Sending { percent }) => SENDING.fill(lang, &[&percent.to_string()]),
            Some(Standing::Saved | Standing::MemoryOnly) => WAITING.in_lang(lang).to_owned(),
            Some(Standing::Received) => RECEIVED.in_lang(lang).to_owned(),
            Some(Standing::Refused { why }) => why.in_lang(lang).to_owned(),
            None => CUT_OFF.in_lang(lang).to_owned(),
        }
    };
    view! {
        <span class="signed__missing" role="status">
            {words}
        </span>
    }
}
