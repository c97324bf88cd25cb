//! From what was typed to what it means.

use super::{
    Agent, AreaCode, Category, Complaint, Contact, Demand, Draft, FACTS_CHARS, Field, FieldError, GoodsKind,
    GreenReason, Kind, LINE_CHARS, Merchant, Phone, Problem, SHORT_CHARS, Step, Tag, Term,
};
use crate::{
    moment::Day,
    money::{Amount, NotAnAmount, Yuan},
    typed::{clean, clean_line, clean_number, is_filled, shown_chars},
    words::{Text, text},
};

/// The first year that the form takes: consumer law in its modern shape begins after it.
const EARLIEST_YEAR: i32 = 1990;

/// Checks the whole form. `today` is the day in Shanghai, `privacy_notice` the version shown, `area` that of the contact
/// point: a local telephone number is one of its own.
///
/// # Errors
/// Every mistake, in the order in which the fields are asked.
pub fn check(draft: &Draft, today: Day, privacy_notice: u32, area: AreaCode) -> Result<Complaint, Vec<FieldError>> {
    let mut checker = Checker { draft, area, errors: Vec::new() };
    match checker.complaint(today, privacy_notice) {
        Some(complaint) if checker.errors.is_empty() => Ok(complaint),
        _ => {
            checker.errors.sort_by_key(|e| e.field);
            checker.errors.dedup();
            Err(checker.errors)
        }
    }
}

/// The mistakes of one step only, for 「下一步」.
#[must_use]
pub fn check_fields(draft: &Draft, step: Step, today: Day) -> Vec<FieldError> {
    let mut errors = check(draft, today, 0, AreaCode::default()).err().unwrap_or_default();
    errors.retain(|e| e.field.step() == step);
    errors
}

/// Something the person should know before submitting; it does not stop them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Over two years since the purchase: 产品质量法 第四十五条 may have run out.
    OverTwoYears,
    /// Over three years: 民法典 第一百八十八条 may have run out as well.
    OverThreeYears,
}

impl Warning {
    /// What it means.
    #[must_use]
    pub const fn sentence(self) -> Text {
        match self {
            Self::OverTwoYears => text(
                "买了超过两年：因产品缺陷要求赔偿的时效是两年（产品质量法第四十五条），一般诉讼时效是三年（民法典第一百八十八条）。仍然可以提交，请尽快。",
                "More than two years have passed. Claims for defective products lapse after two years (Product Quality Law art. 45), claims in general after three (Civil Code art. 188). You can still submit; please do not wait.",
            ),
            Self::OverThreeYears => text(
                "买了超过三年：一般诉讼时效（民法典第一百八十八条）可能已过。仍然可以提交，我们会尽力帮您协商。",
                "More than three years have passed: the general limitation period (Civil Code art. 188) may be over. You can still submit; we will try to help.",
            ),
        }
    }
}

/// What the person should know about what they typed so far.
#[must_use]
pub fn warnings(draft: &Draft, today: Day) -> Vec<Warning> {
    match Day::parse(draft.get(Field::PurchasedOn)) {
        Some(day) if day.plus_years(3) < today => vec![Warning::OverThreeYears],
        Some(day) if day.plus_years(2) < today => vec![Warning::OverTwoYears],
        _ => Vec::new(),
    }
}

struct Checker<'a> {
    draft: &'a Draft,
    area: AreaCode,
    errors: Vec<FieldError>,
}

impl Checker<'_> {
    fn wrong(&mut self, field: Field, problem: Problem) {
        self.errors.push(FieldError { field, problem });
    }

    /// Reads every field even where one is wrong, so that all mistakes show at once.
    fn complaint(&mut self, today: Day, privacy_notice: u32) -> Option<Complaint> {
        let kind = self.term::<Kind>(Field::Kind);
        let asking_only = kind == Some(Kind::Inquiry);
        let merchant = self.merchant(asking_only);
        let goods = self.line(Field::Goods, SHORT_CHARS);
        let goods_kind = self.term::<GoodsKind>(Field::GoodsKind);
        let purchased_on = self.purchased_on(today, !asking_only);
        let amount = self.amount(Field::Amount, !asking_only);
        let category = self.term::<Category>(Field::Category);
        let tags = self.terms::<Tag>(Field::Tags);
        let facts = self.facts();
        let demands = self.terms::<Demand>(Field::Demands);
        if demands.is_empty() && kind == Some(Kind::Complaint) {
            self.wrong(Field::Demands, Problem::Missing);
        }
        let demand_amount = self.demand_amount(&demands);
        let demand_words = self.demand_words(&demands);
        let contact = self.contact(kind);
        let green_reasons = self.terms::<GreenReason>(Field::GreenReasons);
        if !self.draft.is_checked(Field::PrivacyConsent) {
            self.wrong(Field::PrivacyConsent, Problem::NotAgreed);
        }
        Some(Complaint {
            kind: kind?,
            merchant: merchant?,
            goods: goods?,
            goods_kind: goods_kind?,
            purchased_on,
            amount: amount.map(|amount| amount.yuan),
            amount_is_about: amount.is_some_and(|amount| amount.about),
            category: category?,
            tags,
            facts: facts?,
            demands,
            demand_amount: demand_amount.map(|amount| amount.yuan),
            demand_is_about: demand_amount.is_some_and(|amount| amount.about),
            demand_words,
            mediation_consent: self.draft.is_checked(Field::MediationConsent),
            contact,
            green_reasons,
            publication_consent: self.draft.is_checked(Field::PublicationConsent),
            privacy_notice,
        })
    }

    /// One line that may stay empty.
    fn optional(&mut self, field: Field, most: usize) -> Option<String> {
        self.at_most(field, most, clean_line)
    }

    fn at_most(&mut self, field: Field, most: usize, cleaned: fn(&str) -> String) -> Option<String> {
        let text = cleaned(self.draft.get(field));
        if text.is_empty() {
            return None;
        }
        if text.chars().count() > most {
            self.wrong(field, Problem::TooLong(most));
        }
        Some(text)
    }

    /// One line.
    fn line(&mut self, field: Field, most: usize) -> Option<String> {
        let text = self.optional(field, most);
        if text.is_none() {
            self.wrong(field, Problem::Missing);
        }
        text
    }

    fn facts(&mut self) -> Option<String> {
        let (least, most) = FACTS_CHARS;
        let text = self.at_most(Field::Facts, most, clean);
        match &text {
            None => self.wrong(Field::Facts, Problem::Missing),
            // What cannot be seen is no fact, wherever it stands between the letters.
            Some(text) if shown_chars(text) < least => self.wrong(Field::Facts, Problem::TooShort(least)),
            Some(_) => {}
        }
        text
    }

    fn term<T: Term>(&mut self, field: Field) -> Option<T> {
        let code = self.draft.get(field);
        let term = T::from_code(code);
        if term.is_none() {
            self.wrong(field, if code.is_empty() { Problem::Missing } else { Problem::UnknownChoice });
        }
        term
    }

    fn terms<T: Term>(&mut self, field: Field) -> Vec<T> {
        let mut chosen = Vec::new();
        for code in self.draft.all(field) {
            match T::from_code(code) {
                Some(term) if !chosen.contains(&term) => chosen.push(term),
                Some(_) => {}
                None => self.wrong(field, Problem::UnknownChoice),
            }
        }
        chosen
    }

    fn merchant(&mut self, asking_only: bool) -> Option<Merchant> {
        let name = self.optional(Field::MerchantName, SHORT_CHARS);
        let stall = self.at_most(Field::Stall, SHORT_CHARS, clean_number);
        if name.is_some() || stall.is_some() {
            return Some(Merchant::Named { name, stall });
        }
        if self.draft.is_checked(Field::MerchantUnsure) || asking_only {
            return Some(Merchant::Unsure);
        }
        self.wrong(Field::MerchantName, Problem::Missing);
        None
    }

    fn purchased_on(&mut self, today: Day, required: bool) -> Option<Day> {
        let typed = self.draft.get(Field::PurchasedOn);
        if !is_filled(typed) {
            if required {
                self.wrong(Field::PurchasedOn, Problem::Missing);
            }
            return None;
        }
        let day = Day::parse(typed);
        match day {
            None => self.wrong(Field::PurchasedOn, Problem::NotADay),
            Some(day) if day > today => self.wrong(Field::PurchasedOn, Problem::InTheFuture),
            Some(day) if day.year() < EARLIEST_YEAR => self.wrong(Field::PurchasedOn, Problem::TooLongAgo),
            Some(_) => {}
        }
        day
    }

    fn amount(&mut self, field: Field, required: bool) -> Option<Amount> {
        let problem = match Amount::read(self.draft.get(field)) {
            Ok(amount) => return Some(amount),
            Err(NotAnAmount::Empty) if !required => return None,
            Err(NotAnAmount::Empty) => Problem::Missing,
            Err(NotAnAmount::NotANumber) => Problem::NotAnAmount,
            Err(NotAnAmount::Comma { point, grouped }) => Problem::AmountComma { point, grouped },
            Err(NotAnAmount::TooFine) => Problem::AmountTooFine,
            Err(NotAnAmount::TooLarge) => Problem::AmountTooLarge,
            Err(NotAnAmount::Negative) => Problem::AmountNegative,
        };
        self.wrong(field, problem);
        None
    }

    fn demand_amount(&mut self, demands: &[Demand]) -> Option<Amount> {
        if !demands.iter().any(|d| d.needs_amount()) {
            return None;
        }
        let amount = self.amount(Field::DemandAmount, true);
        if amount.is_some_and(|amount| amount.yuan == Yuan::ZERO) {
            self.wrong(Field::DemandAmount, Problem::AmountZero);
        }
        amount
    }

    fn demand_words(&mut self, demands: &[Demand]) -> Option<String> {
        if demands.contains(&Demand::Other) { self.line(Field::DemandWords, LINE_CHARS) } else { None }
    }

    fn contact(&mut self, kind: Option<Kind>) -> Option<Contact> {
        if self.draft.is_checked(Field::Anonymous) {
            if kind == Some(Kind::Report) {
                return None;
            }
            self.wrong(Field::Anonymous, Problem::MayNotBeAnonymous);
        }
        let name = self.line(Field::Name, SHORT_CHARS);
        let typed = self.draft.get(Field::Phone);
        let phone = Phone::parse(typed, self.area).ok();
        if phone.is_none() {
            self.wrong(Field::Phone, if is_filled(typed) { Problem::NotAPhone } else { Problem::Missing });
        }
        let address = self.optional(Field::Address, LINE_CHARS);
        let agent = self.optional(Field::AgentName, SHORT_CHARS).map(|name| Agent { name });
        if agent.is_some() && !self.draft.is_checked(Field::AgentAuthorised) {
            self.wrong(Field::AgentAuthorised, Problem::NotAgreed);
        }
        Some(Contact { name: name?, phone: phone?, address, agent })
    }
}
