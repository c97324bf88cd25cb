//! A consumer whose browser runs no script: files, follows and answers with posted forms only.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use domain::case::{CaseView, State};
use domain::claim_code::ClaimCode;
use domain::form::Field;
use domain::ids::PointId;
use domain::words::Lang;
use server::content::Content;
use server::http::client_address::Proxy;
use server::http::forms::{Act, FormState, Page, Pairs, Posted};
use server::seal_keys::SealKeys;
use server::service::{ClaimKey, Service, Setting, SystemWorld};
use server::store::sqlite::{SqliteOptions, SqliteStore};
use sync::protocol::Code;
use uuid::Uuid;

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

async fn forms() -> FormState {
    let store = SqliteStore::open(&SqliteOptions::memory()).await.expect("a store");
    let setting = Setting {
        point: PointId(Uuid::from_u128(315)),
        name: "测试".to_owned(),
        claim_key: ClaimKey::new([7; 32]),
        seal_keys: SealKeys::random().expect("random numbers"),
        content: Arc::new(Content::built_in().expect("the content")),
        with_defaults: false,
        world: Arc::new(SystemWorld),
    };
    let service = Service::open(Arc::new(store), setting).await.expect("a service");
    FormState::new(Arc::new(service), Proxy::None)
}

fn pairs(controls: &[(&str, &str)]) -> Pairs {
    controls.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// A whole form, under a code and a name of its own.
fn complaint(code: u8) -> (Pairs, ClaimCode) {
    let claim = ClaimCode::from_random([code; domain::claim_code::RANDOM_BYTES]);
    let mut form = pairs(&[
        ("kind", "complaint"),
        ("merchant_unsure", "yes"),
        ("goods", "电饭煲"),
        ("goods_kind", "appliance"),
        ("purchased_on", "2025-11-02"),
        ("amount", "320"),
        ("category", "quality"),
        ("facts", "用了三天就不通电了，商家说不能退。"),
        ("demands", "repair"),
        ("name", "张三"),
        ("phone", "13800000000"),
        ("privacy_consent", "yes"),
        ("lang", "en"),
    ]);
    form.push(("op".to_owned(), Uuid::now_v7().to_string()));
    form.push(("claim".to_owned(), claim.plain()));
    (form, claim)
}

fn set(form: &mut Pairs, name: &str, value: &str) {
    form.retain(|(control, _)| control != name);
    form.push((name.to_owned(), value.to_owned()));
}

fn receipt(page: Page) -> (CaseView, ClaimCode) {
    assert_eq!((page.status, page.lang), (200, Lang::En), "{page:?}");
    match page.posted {
        Posted::Receipt { view, claim } => (*view, claim),
        other => panic!("no receipt: {other:?}"),
    }
}

fn tracked(page: Page) -> CaseView {
    assert_eq!(page.status, 200, "{page:?}");
    match page.posted {
        Posted::Tracked { view, .. } => *view,
        other => panic!("no case: {other:?}"),
    }
}

#[tokio::test]
async fn a_posted_form_is_a_case_with_a_number_and_posting_it_again_is_the_same_case() {
    let forms = forms().await;
    let (form, claim) = complaint(1);
    let (view, kept) = receipt(forms.complain(form.clone(), HERE).await);
    assert_eq!((view.state, kept.clone()), (State::Received, claim));
    assert!(view.number.is_some());
    let (again, _) = receipt(forms.complain(form, HERE).await);
    assert_eq!((again.id, again.number), (view.id, view.number));
}

#[tokio::test]
async fn a_form_with_mistakes_comes_back_whole_with_what_is_wrong_beside_each_field() {
    let forms = forms().await;
    let (mut form, claim) = complaint(2);
    set(&mut form, "facts", "坏了");
    set(&mut form, "phone", "12345");
    let page = forms.complain(form.clone(), HERE).await;
    assert_eq!(page.status, 422);
    let Posted::Complaint { draft, errors, claim: kept, op } = page.posted else { panic!("no form") };
    let wrong: BTreeSet<Field> = errors.iter().map(|error| error.field).collect();
    assert_eq!(wrong, BTreeSet::from([Field::Facts, Field::Phone]));
    assert_eq!((draft.get(Field::Facts), draft.get(Field::Goods), kept), ("坏了", "电饭煲", claim.clone()));
    assert!(form.contains(&("op".to_owned(), op.to_string())), "the corrected form is still the same operation");
    set(&mut form, "facts", "用了三天就不通电了，商家说不能退。");
    set(&mut form, "phone", "13800000000");
    assert_eq!(receipt(forms.complain(form, HERE).await).1, claim);
}

#[tokio::test]
async fn going_back_and_changing_a_filed_form_makes_another_complaint_of_it() {
    let forms = forms().await;
    let (mut form, claim) = complaint(3);
    let (first, _) = receipt(forms.complain(form.clone(), HERE).await);
    set(&mut form, "goods", "电水壶");
    let page = forms.complain(form.clone(), HERE).await;
    assert_eq!(page.status, 409);
    let Posted::Failed { draft, code, claim: fresh, op } = page.posted else { panic!("filed over the first") };
    assert_eq!((code, draft.get(Field::Goods)), (Code::OpReused, "电水壶"));
    assert_ne!(fresh, claim);
    set(&mut form, "claim", &fresh.plain());
    set(&mut form, "op", &op.to_string());
    let (second, _) = receipt(forms.complain(form, HERE).await);
    assert_ne!(second.id, first.id);
    assert_eq!(tracked(forms.track(&pairs(&[("code", &claim.to_string())]), HERE).await).goods, "电饭煲");
}

#[tokio::test]
async fn a_form_from_a_page_without_hidden_fields_is_filed_all_the_same() {
    let forms = forms().await;
    let (mut form, _) = complaint(4);
    form.retain(|(name, _)| name != "op" && name != "claim");
    let (view, claim) = receipt(forms.complain(form, HERE).await);
    let found = tracked(forms.track(&pairs(&[("code", &claim.to_string())]), HERE).await);
    assert_eq!(found.id, view.id);
}

#[tokio::test]
async fn a_code_is_read_however_it_is_typed_and_a_wrong_one_says_what_to_do() {
    let forms = forms().await;
    let (form, claim) = complaint(5);
    receipt(forms.complain(form, HERE).await);
    let spoken = claim.to_string().to_lowercase().replace('-', " ");
    tracked(forms.track(&pairs(&[("code", &spoken)]), HERE).await);
    let unknown = ClaimCode::from_random([6; domain::claim_code::RANDOM_BYTES]).to_string();
    for (typed, status, code) in
        [("", 400, Code::ClaimMistyped), ("7F4Q", 400, Code::ClaimMistyped), (&unknown, 404, Code::UnknownClaim)]
    {
        let page = forms.track(&pairs(&[("code", typed)]), HERE).await;
        let Posted::TrackFailed { typed: kept, code: why, .. } = page.posted else { panic!("a case for {typed}") };
        assert_eq!((page.status, kept.as_str(), why), (status, typed, code));
    }
}

#[tokio::test]
async fn trying_codes_is_slowed_down_while_a_right_one_costs_nothing() {
    let forms = forms().await;
    let (form, claim) = complaint(7);
    receipt(forms.complain(form, HERE).await);
    let right = pairs(&[("code", &claim.to_string())]);
    for _ in 0..100 {
        tracked(forms.track(&right, HERE).await);
    }
    let guess = |n: u16| {
        let mut bytes = [9; domain::claim_code::RANDOM_BYTES];
        [bytes[0], bytes[1]] = [n.to_le_bytes()[0] % 32, u8::try_from(n / 32).expect("few")];
        pairs(&[("code", &ClaimCode::from_random(bytes).to_string())])
    };
    let mut wrong = 0;
    let page = loop {
        let page = forms.track(&guess(wrong), HERE).await;
        if page.status != 404 {
            break page;
        }
        wrong += 1;
        assert!(wrong < 1_000, "codes may be tried for ever");
    };
    let Posted::TrackFailed { code: Code::RateLimited, retry_after: Some(1..=60), .. } = page.posted else {
        panic!("not told how long to wait: {page:?}")
    };
    tracked(forms.track(&right, HERE).await);
}

#[tokio::test]
async fn the_consumer_adds_something_and_takes_it_back_without_a_script() {
    let forms = forms().await;
    let (form, claim) = complaint(8);
    receipt(forms.complain(form, HERE).await);
    let act = |words: &str| {
        let op = Uuid::now_v7().to_string();
        pairs(&[("claim", &claim.plain()), ("op", &op), ("words", words)])
    };
    let empty = forms.act(Act::Supplement, &act("  "), HERE).await;
    let Posted::Tracked { refused: Some(refused), .. } = &empty.posted else { panic!("not refused: {empty:?}") };
    assert_eq!((empty.status, refused.act), (422, Act::Supplement));

    let supplement = act("找到了购物小票");
    let added = tracked(forms.act(Act::Supplement, &supplement, HERE).await);
    let again = tracked(forms.act(Act::Supplement, &supplement, HERE).await);
    assert_eq!(again.timeline.len(), added.timeline.len(), "reloading the page adds nothing");

    let objected = forms.act(Act::Object, &act("没解决"), HERE).await;
    assert_eq!(objected.status, 409, "nothing is closed yet");
    let Posted::Tracked { refused: Some(refused), .. } = objected.posted else { panic!("not refused") };
    assert_eq!(refused.words, "没解决", "what was written is kept");
    assert_eq!(tracked(forms.act(Act::Withdraw, &act(""), HERE).await).state, State::Withdrawn);
}

#[tokio::test]
async fn nothing_that_a_consumer_typed_is_in_the_log() {
    let forms = forms().await;
    let (mut form, claim) = complaint(9);
    set(&mut form, "facts", "坏了");
    let failed = format!("{:?}", forms.complain(form, HERE).await);
    let (form, _) = complaint(9);
    let filed = format!("{:?}", forms.complain(form, HERE).await);
    let found = format!("{:?}", forms.track(&pairs(&[("code", &claim.to_string())]), HERE).await);
    for text in [failed, filed, found] {
        for secret in ["张三", "13800000000", "坏了", "电饭煲", &claim.plain(), &claim.to_string()] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

#[tokio::test]
async fn a_form_that_comes_after_too_many_is_given_back_whole_and_says_what_to_do() {
    let forms = forms().await;
    let mistaken = pairs(&[("kind", "complaint")]);
    for _ in 0..60 {
        assert_eq!(forms.complain(mistaken.clone(), HERE).await.status, 422);
    }
    let (form, claim) = complaint(9);
    let page = forms.complain(form.clone(), HERE).await;
    assert_eq!(page.status, 429);
    let Posted::Failed { draft, code, claim: kept, op } = page.posted else { panic!("no form") };
    assert_eq!((code, draft.get(Field::Goods), kept), (Code::FormsLimited, "电饭煲", claim.clone()));
    assert!(form.contains(&("op".to_owned(), op.to_string())), "pressed once more it is the same complaint");
    let elsewhere = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 2));
    assert_eq!(receipt(forms.complain(form, elsewhere).await).1, claim);
}
