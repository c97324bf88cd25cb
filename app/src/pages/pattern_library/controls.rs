//! What is pressed, chosen and filled in.

use domain::words::{Text, text};
use leptos::prelude::*;

use super::Example;
use crate::{
    components::{AmountRead, Icon, Sign},
    lang::say,
};

const BUTTONS: Text = text("按钮", "Buttons");
const NEXT: Text = text("下一步", "Next");
const SAVE: Text = text("保存", "Save");
const LATER: Text = text("以后再说", "Not now");
const WITHDRAW: Text = text("撤回投诉", "Withdraw it");
const INTERNAL: Text = text("只写给同事", "To colleagues only");
const SAVING: Text = text("正在保存…", "Saving…");
const WHY: Text = text("没有网络时不能做这一步，联网后再点。", "This needs a network; press it once there is one.");
const CHOICES: Text = text("单选与多选", "Choices");
const REFUND: Text = text("退款", "Refund");
const EXCHANGE: Text = text("换货", "Exchange");
const REPAIR: Text = text("修理", "Repair");
const REPAIR_HINT: Text = text("保修期内免费", "Free while under warranty");
const CONSENT: Text = text("我同意把联系电话告诉这家商户", "The merchant may have my telephone number");
const SWITCH: Text = text("今天当班", "On duty today");
const FIELDS: Text = text("填写", "Fields");
const GOODS: Text = text("商品或服务", "Goods or service");
const OPTIONAL: Text = text("选填", "optional");
const GOODS_HINT: Text = text("写您买的东西，比如“电饭煲”", "What you bought, such as “rice cooker”");
const FILLED: Text = text("电饭煲（示例）", "Rice cooker (sample)");
const AMOUNT: Text = text("希望赔偿多少元", "Amount asked, in yuan");
const AMOUNT_WRONG: Text =
    text("请用数字写金额，例如 1200 或 1200.50", "Please write the amount in figures, such as 1200 or 1200.50");
const WORDS: Text = text("经过", "What happened");
const COUNT: Text = text("已写 0 字，最多 2000 字", "0 of 2,000 characters");
const READ_ONLY: Text = text("不能改的内容", "What cannot be changed");
const SUMMARY: Text = text("还有 1 处要改", "One thing to mend");
const STEPS: Text = text("步骤", "Steps");
const STEP: Text = text("第 3 步，共 6 步", "Step 3 of 6");

pub(super) fn controls() -> AnyView {
    view! {
        <Example name=BUTTONS>
            <div class="actions">
                <button class="btn btn--main" type="button">{say(NEXT)}</button>
                <button class="btn" type="button">{say(SAVE)}</button>
                <button class="btn btn--quiet" type="button">{say(LATER)}</button>
                <button class="btn btn--danger" type="button">{say(WITHDRAW)}</button>
                <button class="btn btn--note" type="button"><Icon sign=Sign::Lock />{say(INTERNAL)}</button>
                <button class="btn btn--small" type="button">{say(SAVE)}</button>
                <button class="btn" type="button" aria-busy="true">{say(SAVING)}</button>
            </div>
            <button class="btn" type="button" aria-disabled="true" aria-describedby="library-why">{say(SAVE)}</button>
            <p class="btn__why" id="library-why">{say(WHY)}</p>
        </Example>
        <Example name=CHOICES>{choices()}</Example>
        <Example name=FIELDS>{fields()}</Example>
        <Example name=STEPS>
            <div class="steps">
                <p class="steps__text tnum">{say(STEP)}</p>
                <div class="steps__bar" aria-hidden="true">
                    <i class="steps__done"></i>
                    <i class="steps__done"></i>
                    <i class="steps__now"></i>
                    <i></i>
                    <i></i>
                    <i></i>
                </div>
            </div>
        </Example>
    }
    .into_any()
}

fn choices() -> impl IntoView {
    view! {
        <fieldset class="field">
            <legend class="field__label">{say(CHOICES)}</legend>
            <div class="choices choices--2">
                {choice(REFUND, None, true, false)} {choice(EXCHANGE, None, false, false)}
                {choice(REPAIR, Some(REPAIR_HINT), false, false)} {choice(REPAIR, None, false, true)}
            </div>
        </fieldset>
        <label class="check">
            <input class="check__input" type="checkbox" checked />
            <span class="check__text">{say(CONSENT)}</span>
        </label>
        <label class="check">
            <input class="check__input" type="checkbox" aria-invalid="true" />
            <span class="check__text">{say(CONSENT)}</span>
        </label>
        <label class="switch">
            <input class="switch__input" type="checkbox" role="switch" checked />
            <span class="switch__track"></span>
            <span class="switch__text">{say(SWITCH)}</span>
        </label>
    }
}

fn choice(title: Text, hint: Option<Text>, checked: bool, disabled: bool) -> impl IntoView {
    view! {
        <label class="choice">
            <input class="choice__input" type="checkbox" checked=checked disabled=disabled />
            <span class="choice__body">
                <span class="choice__title">{say(title)}</span>
                {hint.map(|hint| view! { <span class="choice__hint">{say(hint)}</span> })}
            </span>
        </label>
    }
}

fn fields() -> impl IntoView {
    view! {
        <div class="errors">
            <p class="errors__title">{say(SUMMARY)}</p>
            <ul class="errors__list">
                <li><a href="#library-amount">{say(AMOUNT_WRONG)}</a></li>
            </ul>
        </div>
        <div class="field">
            <label class="field__label" for="library-goods">{say(GOODS)} " " <span class="field__opt">{say(OPTIONAL)}</span></label>
            <p class="field__hint" id="library-goods-hint">{say(GOODS_HINT)}</p>
            <input class="field__input" id="library-goods" aria-describedby="library-goods-hint" value=say(FILLED) />
        </div>
        <div class="field field--error">
            <label class="field__label" for="library-amount">{say(AMOUNT)}</label>
            <input class="field__input" id="library-amount" inputmode="decimal" value="一千二" aria-invalid="true" aria-describedby="library-amount-error" />
            <p class="field__error" id="library-amount-error"><Icon sign=Sign::Alert />{say(AMOUNT_WRONG)}</p>
        </div>
        <AmountRead typed=Signal::stored("1200.50".to_owned()) />
        <div class="field">
            <label class="field__label" for="library-words">{say(WORDS)}</label>
            <textarea class="field__input" id="library-words"></textarea>
            <p class="field__foot"><span class="field__count tnum">{say(COUNT)}</span></p>
        </div>
        <div class="field">
            <label class="field__label" for="library-fixed">{say(READ_ONLY)}</label>
            <input class="field__input" id="library-fixed" readonly value=say(FILLED) />
        </div>
    }
}
