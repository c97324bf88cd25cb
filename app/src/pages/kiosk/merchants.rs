//! The merchant by touch: by floor and stall, by category, or by the first letter of the name's pinyin.

use domain::{
    form::{Draft, Field},
    words::{Text, text},
};
use leptos::prelude::*;
use sync::protocol::ListedMerchant;

use crate::{
    components::{Icon, Sign},
    host,
    lang::{say, use_lang},
    pages::complain::form_state::FormState,
};

const OPEN: Text = text("从名单里选商户", "Choose the merchant from a list");
const CLOSE: Text = text("收起名单", "Close the list");
const BY: Text = text("怎么找", "How to find it");
const FLOOR: Text = text("按楼层", "By floor");
const CATEGORY: Text = text("按类别", "By category");
const LETTER: Text = text("按拼音首字母", "By first letter");
const CHOOSE: Text = text("选一个", "Choose one");
const LIST: Text = text("商户", "Merchants");
const STALL: Text = text("铺位 {}", "Stall {}");

/// By what merchants are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum By {
    Floor,
    Category,
    Letter,
}

impl By {
    const fn name(self) -> Text {
        match self {
            Self::Floor => FLOOR,
            Self::Category => CATEGORY,
            Self::Letter => LETTER,
        }
    }

    fn of(self, merchant: &ListedMerchant) -> Option<String> {
        match self {
            Self::Floor => Some(merchant.floor.clone()),
            Self::Category => merchant.category.clone(),
            Self::Letter => Some(merchant.initial.to_string()),
        }
    }

    /// What there is to choose from: floors and categories as the mall lists them, letters as in the alphabet.
    fn values(self, merchants: &[ListedMerchant]) -> Vec<String> {
        let mut values: Vec<String> = Vec::new();
        for value in merchants.iter().filter_map(|merchant| self.of(merchant)) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        if self == Self::Letter {
            // What begins with no letter comes last.
            values.sort_by_key(|value| (value == "#", value.clone()));
        }
        values
    }
}

/// Shown above the merchant's name; nothing where the mall keeps no directory.
pub fn beside_merchant(form: FormState) -> AnyView {
    let merchants = host::kiosk().map(host::KioskHost::merchants).unwrap_or_default();
    if merchants.is_empty() {
        return ().into_any();
    }
    view! { <Chooser form merchants /> }.into_any()
}

#[component]
fn Chooser(form: FormState, merchants: Vec<ListedMerchant>) -> impl IntoView {
    let open = RwSignal::new(false);
    let merchants = StoredValue::new(merchants);
    let label = move || if open.get() { CLOSE } else { OPEN };
    let lang = use_lang();
    view! {
        <div class="field merchants">
            <button class="btn merchants__open" type="button" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                <Icon sign=Sign::Home />
                {move || label().in_lang(lang.get())}
            </button>
            {move || open.get().then(|| view! { <Find form open merchants /> })}
        </div>
    }
}

#[component]
fn Find(form: FormState, open: RwSignal<bool>, merchants: StoredValue<Vec<ListedMerchant>>) -> impl IntoView {
    let lang = use_lang();
    let by = RwSignal::new(By::Floor);
    let value = RwSignal::new(None::<String>);
    let ways = [By::Floor, By::Category, By::Letter]
        .into_iter()
        .filter(|by| merchants.with_value(|merchants| !by.values(merchants).is_empty()));
    let ways = ways.map(|way| {
        let pressed = move || (by.get() == way).to_string();
        view! {
            <button class="btn" type="button" aria-pressed=pressed on:click=move |_| { by.set(way); value.set(None); }>
                {say(way.name())}
            </button>
        }
    });
    let values = move || {
        let of = merchants.with_value(|merchants| by.get().values(merchants));
        of.into_iter()
            .map(|one| {
                let (chosen, pressed) = (one.clone(), one.clone());
                let pressed = move || value.with(|value| value.as_ref() == Some(&pressed)).to_string();
                view! {
                    <button class="btn merchants__value num" type="button" aria-pressed=pressed on:click=move |_| value.set(Some(chosen.clone()))>
                        {one}
                    </button>
                }
            })
            .collect_view()
    };
    let take = move |merchant: &ListedMerchant| {
        write(form, Field::MerchantName, &merchant.name);
        write(form, Field::Stall, &merchant.stall);
        form.write(Field::MerchantUnsure, |draft: &mut Draft| draft.check(Field::MerchantUnsure, false));
        open.set(false);
    };
    let found = move || {
        let value = value.get()?;
        let of = |merchant: &&ListedMerchant| by.get().of(merchant).as_ref() == Some(&value);
        let found: Vec<_> = merchants.with_value(|merchants| merchants.iter().filter(of).cloned().collect());
        let rows = found
            .into_iter()
            .map(|merchant| {
                let (name, stall) = (merchant.name.clone(), merchant.stall.clone());
                view! {
                    <li>
                        <button class="merchants__one" type="button" on:click=move |_| take(&merchant)>
                            <span class="merchants__name">{name}</span>
                            <span class="muted tnum">{move || STALL.fill(lang.get(), &[&stall])}</span>
                        </button>
                    </li>
                }
            })
            .collect_view();
        Some(view! { <ul class="merchants__list" aria-label=say(LIST)>{rows}</ul> })
    };
    view! {
        <div class="merchants__ways" role="group" aria-label=say(BY)>{ways.collect_view()}</div>
        <div class="merchants__values" role="group" aria-label=say(CHOOSE)>{values}</div>
        {found}
    }
}

/// Into the form, and into the control in sight, which follows what is typed and not what is written to the form.
fn write(form: FormState, field: Field, words: &str) {
    form.write(field, |draft| draft.set(field, words));
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let control = document().get_element_by_id(field.name());
        if let Some(control) = control.and_then(|control| control.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            control.set_value(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merchant(name: &str, floor: &str, category: Option<&str>, initial: char) -> ListedMerchant {
        let stall = format!("{floor}-001");
        ListedMerchant {
            name: name.to_owned(),
            floor: floor.to_owned(),
            stall,
            category: category.map(str::to_owned),
            initial,
        }
    }

    #[test]
    fn floors_stand_as_the_mall_lists_them_and_letters_as_in_the_alphabet() {
        let all = [
            merchant("优衣", "B1", None, 'Y'),
            merchant("7-11", "L1", Some("食品"), '#'),
            merchant("安踏", "B1", Some("服装"), 'A'),
        ];
        assert_eq!(By::Floor.values(&all), ["B1", "L1"]);
        assert_eq!(By::Category.values(&all), ["食品", "服装"]);
        assert_eq!(By::Letter.values(&all), ["A", "Y", "#"]);
    }
}
