//! All goods, searched as people know them: name, barcode, merchant, batch, supplier or receipt; and which of them, by where they
//! stand and whose they are.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use domain::{
    goods::{GoodsFile, sought},
    ids::MerchantId,
    merchant::{MerchantFile, counted_for},
    typed::folded,
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::{address, day, files, near_expiry, scan::Scan, traced::Lots, which::Which, words};
use crate::{
    entities::List,
    lang::{say, use_lang},
    pages::staff::desk::context::{DeskContext, use_desk},
};

const TITLE: Text = text("商品清单和台账", "All goods, and the ledger");
const SEARCH: Text =
    text("找商品：名称、条码、商户、批号、供货者或单号", "Find: name, barcode, merchant, batch, supplier or receipt");
const WHICH: Text = text("看哪些", "Which");
const OPTION: Text = text("{}（{}）", "{} ({})");
const NONE: Text = text("还没有商品。点“登记商品”登记第一件。", "No goods yet. Press “Register goods” for the first.");
const NOT_FOUND: Text =
    text("没有找到，换个写法试试，例如只写批号。", "None found; try another way, such as the batch alone.");
const OF_ONE: Text = text("只看 {} 的商品。", "Only goods of {}.");
const OF_ALL: Text = text("看所有商户的", "Goods of all merchants");
const MORE: Text = text("还有 {} 件，多写几个字就能找到。", "{} more; write more of it to find them.");
const SHOW_MORE: Text = text("再显示 {} 件", "Show {} more");
const WAITS: Text = text("已存在本机，联网后生效", "Saved here; takes effect once there is a network");
/// As many as a person looks through at once.
const MOST: usize = 60;
const INPUT: &str = "goods-search";
const SELECT: &str = "goods-which";

/// Names of merchants, for rows and searches.
pub fn merchants(desk: &DeskContext) -> Memo<Arc<BTreeMap<MerchantId, String>>> {
    let files: ArcRwSignal<Arc<List<MerchantFile>>> = desk.device.desk.entities.of::<MerchantFile>();
    Memo::new(move |_| {
        let named = |(id, file): (&Uuid, &MerchantFile)| {
            let of = &file.application;
            (MerchantId(*id), format!("{} · {}", of.name, of.stall))
        };
        Arc::new(files.with(|files| files.shown.iter().map(|(id, shown)| (id, &shown.state)).map(named).collect()))
    })
}

/// A row as it is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    id: Uuid,
    ended: bool,
    name: String,
    merchant: MerchantId,
    words: Arc<str>,
}

/// What is searched of each file, made once for each of its revisions.
type Known = HashMap<Uuid, (u64, bool, Arc<str>)>;

fn words_of(known: &mut Known, id: Uuid, file: &GoodsFile, waits: bool) -> Arc<str> {
    if let Some((_, _, words)) = known.get(&id).filter(|(rev, own, _)| (*rev, *own) == (file.rev, waits)) {
        return Arc::clone(words);
    }
    let mut words = file.particulars.sought_words();
    for lot in &file.lots {
        words.push('\n');
        words.push_str(&lot.sought_words());
        for one in lot.moves.iter().filter(|one| !one.words.is_empty()) {
            words.push('\n');
            words.push_str(&one.sought_words());
        }
    }
    let words: Arc<str> = words.into();
    known.insert(id, (file.rev, waits, Arc::clone(&words)));
    words
}

/// The list.
#[component]
pub fn AllGoods() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let files = files(&desk);
    let merchants = merchants(&desk);
    let today = day(&desk);
    let query = use_query_map();
    let asked = move |name: &'static str| query.with(|query| query.get(name)).unwrap_or_default();
    let which = RwSignal::new(Which::All);
    let owner = Memo::new(move |_| asked("merchant").parse::<Uuid>().ok().map(MerchantId));
    // As the address says it, until somebody chooses.
    let addressed = Memo::new(move |_| Which::of_code(&asked("which")));
    Effect::new(move |_| which.set(addressed.get()));
    let typed = RwSignal::new(String::new());
    let shown = RwSignal::new(MOST);
    Effect::new(move |_| {
        which.track();
        owner.track();
        typed.track();
        shown.set(MOST);
    });
    let registered = desk.device.desk.entities.of::<MerchantFile>();
    // A file that goes on in another counts as that.
    let owners = Memo::new(move |_| {
        owner.get().map(|id| {
            registered.with(|files| {
                let all = files.shown.iter().map(|(id, shown)| (MerchantId(*id), &shown.state));
                counted_for(id, all)
            })
        })
    });
    let is_owned = move |merchant: MerchantId, owners: Option<&BTreeSet<MerchantId>>| {
        owners.is_none_or(|owners| owners.contains(&merchant))
    };
    let known = StoredValue::new(Known::new());
    let of_files = files.clone();
    let entries = Memo::new(move |_| {
        of_files.with(|files| {
            let mut known_now = known.get_value();
            let entry = |(id, shown): (&Uuid, &crate::entities::Shown<GoodsFile>)| Entry {
                id: *id,
                ended: shown.state.has_ended(),
                name: words::name(&shown.state),
                merchant: shown.state.particulars.merchant,
                words: words_of(&mut known_now, *id, &shown.state, shown.waits),
            };
            let mut entries: Vec<Entry> = files.shown.iter().map(entry).collect();
            known.set_value(known_now);
            entries.sort_by(|a, b| (a.ended, &a.name, a.id).cmp(&(b.ended, &b.name, b.id)));
            Arc::new(entries)
        })
    });
    let of_counts = files.clone();
    let counts = Memo::new(move |_| {
        let (today, rules) = (today.get(), near_expiry(&desk));
        let owners = owners.get();
        let mut counts = [0_usize; Which::ALL.len()];
        of_counts.with(|files| {
            for file in files.shown.values().map(|shown| &shown.state) {
                if is_owned(file.particulars.merchant, owners.as_ref()) {
                    for (count, which) in counts.iter_mut().zip(Which::ALL) {
                        *count += usize::from(which.has(file, today, &rules));
                    }
                }
            }
        });
        counts
    });
    let of_found = files.clone();
    let found = Memo::new(move |_| {
        let (today, rules, which) = (today.get(), near_expiry(&desk), which.get());
        let words = sought(&typed.get());
        let (owners, merchants) = (owners.get(), merchants.get());
        // Whoever searches finds also what is sold no more.
        let which = (which != Which::All || words.is_empty()).then_some(which);
        let sellers: BTreeSet<MerchantId> =
            merchants.iter().filter(|(_, name)| folded(name).contains(&words)).map(|(id, _)| *id).collect();
        of_found.with(|files| {
            let fits = |entry: &&Entry| {
                is_owned(entry.merchant, owners.as_ref())
                    && (words.is_empty() || entry.words.contains(&words) || sellers.contains(&entry.merchant))
                    && which.is_none_or(|which| {
                        files.shown.get(&entry.id).is_some_and(|shown| which.has(&shown.state, today, &rules))
                    })
            };
            entries.with(|entries| entries.iter().filter(fits).map(|entry| entry.id).collect::<Vec<_>>())
        })
    });
    let rows = move || {
        let (lang, today, most) = (lang.get(), today.get(), shown.get());
        let merchants = merchants.get();
        files.with(|files| {
            let found = found.get();
            if found.is_empty() {
                let why = if files.shown.is_empty() { NONE } else { NOT_FOUND };
                return view! { <p class="merchants__none muted">{say(why)}</p> }.into_any();
            }
            let row = |id: &Uuid| {
                let one = files.shown.get(id)?;
                let of = &one.state.particulars;
                let (standing, class) = words::standing(&one.state, today);
                let standing = standing.in_lang(lang).to_owned();
                let seller = merchants.get(&of.merchant).cloned().unwrap_or_default();
                let barcode = of.barcode.as_ref().map(ToString::to_string).unwrap_or_default();
                let meta =
                    [seller, barcode].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
                let waits = one.waits.then(|| view! { <span class="tag tag--amber">{say(WAITS)}</span> });
                Some(view! {
                    <li>
                        <a class="row" href=address(*id)>
                            <span class="row__main">
                                <span class="row__title">{words::name(&one.state)}</span>
                                <span class="row__meta tnum">{meta}</span>
                            </span>
                            <span class="row__end">{waits} <span class=class>{standing}</span></span>
                        </a>
                    </li>
                })
            };
            let list = found.iter().take(most).filter_map(row).collect_view();
            let more = found.len().saturating_sub(most);
            let more = (more > 0).then(|| {
                let step = MOST.min(more).to_string();
                view! {
                    <p class="merchants__none muted">{MORE.fill(lang, &[&more.to_string()])}</p>
                    <div class="merchants__none">
                        <button class="btn" type="button" on:click=move |_| shown.update(|most| *most += MOST)>
                            {SHOW_MORE.fill(lang, &[&step])}
                        </button>
                    </div>
                }
            });
            view! {
                <ul class="rows">{list}</ul>
                {more}
            }
            .into_any()
        })
    };
    let options = move || {
        let (lang, counts, now) = (lang.get(), counts.get(), which.get());
        let option = |(which, count): (Which, usize)| {
            let name = OPTION.fill(lang, &[which.name().in_lang(lang), &count.to_string()]);
            view! {
                <option value=which.code() selected=which == now>
                    {name}
                </option>
            }
        };
        Which::ALL.into_iter().zip(counts).map(option).collect_view()
    };
    let of_one = move || {
        let name = merchants.with(|all| all.get(&owner.get()?).cloned())?;
        let said = OF_ONE.fill(lang.get(), &[&name]);
        Some(view! {
            <p class="merchants__none goods__of-one">
                <span>{said}</span>
                <a class="btn btn--quiet" href="/staff/goods">
                    {say(OF_ALL)}
                </a>
            </p>
        })
    };
    view! {
        <section class="card card--flush" aria-labelledby="goods-all">
            <h2 class="card__title" id="goods-all">
                {say(TITLE)} " " <span class="merchants__count tnum">{move || found.with(Vec::len)}</span>
            </h2>
            <div class="merchants__find">
                <div class="field">
                    <label class="field__label" for=INPUT>
                        {say(SEARCH)}
                    </label>
                    <input
                        class="field__input"
                        id=INPUT
                        type="search"
                        autocomplete="off"
                        prop:value=move || typed.get()
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                </div>
                <div class="field">
                    <label class="field__label" for=SELECT>
                        {say(WHICH)}
                    </label>
                    <select
                        class="field__input"
                        id=SELECT
                        on:change=move |event| which.set(Which::of_code(&event_target_value(&event)))
                    >
                        {options}
                    </select>
                </div>
                <Scan id="goods-scan" found=Callback::new(move |code| typed.set(code)) />
            </div>
            {of_one}
            <Lots typed merchants />
            {rows}
        </section>
    }
}
