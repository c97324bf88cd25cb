//! What a merchant says of itself: as typed, and as it is kept once every field is right.

use serde::{Deserialize, Serialize};

use super::{CreditCode, FieldProblem, Identity, NotACreditCode, Permit, PermitKind};
use crate::{
    case::ContentHash,
    form::{AreaCode, GoodsKind, Phone, Term, terms},
    moment::Day,
    typed::{clean_line, clean_number, is_filled},
    words::Text,
};

/// Most characters of a name, a stall or a number.
pub const SHORT_CHARS: usize = 60;
/// Most characters of an address.
pub const LINE_CHARS: usize = 200;
/// Most permits of one merchant.
pub const MOST_PERMITS: usize = 20;

terms! {
    /// 主体类型.
    SubjectForm {
        LegalPerson = "legal_person", "法人", "Legal person";
        OtherOrganisation = "other_organisation", "其他组织", "Other organisation";
        IndividualBusiness = "individual_business", "个体工商户", "Individual business";
        NaturalPerson = "natural_person", "自然人", "Natural person";
    }
}

terms! {
    /// A field of the application.
    Field {
        Name = "name", "招牌名称", "Name on the sign";
        Trade = "trade", "经营类别", "Line of trade";
        Form = "form", "主体类型", "Form of the subject";
        LegalName = "legal_name", "主体名称", "Registered name";
        Code = "code", "统一社会信用代码", "Unified social credit code";
        Identity = "identity", "身份证件", "Identity document";
        Responsible = "responsible", "负责人", "Person in charge";
        Phone = "phone", "联系电话", "Telephone";
        Address = "address", "地址", "Address";
        Floor = "floor", "楼层", "Floor";
        Stall = "stall", "铺位", "Stall";
        Permit = "permit", "行政许可", "Permit";
    }
}

/// An application as typed. An identity number is not part of it: [`Identity::check`] has taken it down before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApplicationForm {
    /// Name on the sign.
    pub name: String,
    /// [`GoodsKind`], by its code.
    pub trade: String,
    /// [`SubjectForm`], by its code.
    pub form: String,
    /// Name on the licence or the document.
    pub legal_name: String,
    /// 统一社会信用代码, of registered bodies.
    pub code: String,
    /// Of natural persons.
    pub identity: Option<Identity>,
    /// 负责人.
    pub responsible: String,
    /// Telephone.
    pub phone: String,
    /// Address of the subject.
    pub address: String,
    /// Floor, such as `L2`.
    pub floor: String,
    /// Stall, such as `L2-031`.
    pub stall: String,
    /// Permits, in the order in which they were listed.
    pub permits: Vec<PermitForm>,
}

/// A permit as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PermitForm {
    /// [`PermitKind`], by its code.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// Its last day, or 长期; nothing is read as 长期 only where that stands there.
    pub expires: String,
    /// A picture of it, as it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<ContentHash>,
}

/// An application in which every field is right. What is not there yet may still be a permit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Name on the sign.
    pub name: String,
    /// Line of trade.
    pub trade: GoodsKind,
    /// Who it is.
    pub subject: Subject,
    /// 负责人.
    pub responsible: String,
    /// Telephone.
    pub phone: Phone,
    /// Address of the subject.
    pub address: String,
    /// Floor.
    pub floor: String,
    /// Stall.
    pub stall: String,
    /// Permits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permits: Vec<Permit>,
}

/// Who answers for the merchant: two branches, with different proofs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A registered body.
    Registered {
        /// Never [`SubjectForm::NaturalPerson`].
        form: SubjectForm,
        /// Name on the licence.
        name: String,
        /// Its number.
        code: CreditCode,
    },
    /// A natural person.
    NaturalPerson {
        /// Name on the document.
        name: String,
        /// The document, of which the number was checked and not kept.
        identity: Identity,
    },
}

impl Subject {
    /// 主体类型.
    #[must_use]
    pub const fn form(&self) -> SubjectForm {
        match self {
            Self::Registered { form, .. } => *form,
            Self::NaturalPerson { .. } => SubjectForm::NaturalPerson,
        }
    }

    /// Name on the licence or the document.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Registered { name, .. } | Self::NaturalPerson { name, .. } => name,
        }
    }
}

impl Application {
    /// The permit of that kind that holds longest.
    #[must_use]
    pub fn permit(&self, kind: PermitKind) -> Option<&Permit> {
        let of_kind = self.permits.iter().filter(|permit| permit.kind == kind);
        of_kind.max_by_key(|permit| permit.expires_on.map_or((1, None), |day| (0, Some(day))))
    }

    /// What must be there for it, by its form and trade.
    #[must_use]
    pub fn required(&self) -> Vec<PermitKind> {
        super::permit::required(self.subject.form(), self.trade)
    }

    /// The same as typed, for a form that changes it.
    #[must_use]
    pub fn as_form(&self) -> ApplicationForm {
        let (code, identity) = match &self.subject {
            Subject::Registered { code, .. } => (code.to_string(), None),
            Subject::NaturalPerson { identity, .. } => (String::new(), Some(identity.clone())),
        };
        let permit = |permit: &Permit| PermitForm {
            kind: permit.kind.code().to_owned(),
            number: permit.number.clone(),
            expires: permit.expires_on.map_or_else(|| UNLIMITED.to_owned(), |day| day.to_string()),
            picture: permit.picture,
        };
        ApplicationForm {
            name: self.name.clone(),
            trade: self.trade.code().to_owned(),
            form: self.subject.form().code().to_owned(),
            legal_name: self.subject.name().to_owned(),
            code,
            identity,
            responsible: self.responsible.clone(),
            phone: self.phone.grouped(),
            address: self.address.clone(),
            floor: self.floor.clone(),
            stall: self.stall.clone(),
            permits: self.permits.iter().map(permit).collect(),
        }
    }
}

/// 长期, as a licence says it.
pub const UNLIMITED: &str = "长期";

impl ApplicationForm {
    /// The same change, of what stands there now: only what its author changed of `seen` is changed, so that nothing that a
    /// colleague wrote meanwhile is overwritten unseen.
    #[must_use]
    pub fn onto(self, seen: &Self, now: Self) -> Self {
        fn of<T: PartialEq>(written: T, seen: &T, now: T) -> T {
            if written == *seen { now } else { written }
        }
        let gone = |permit: &&PermitForm| seen.permits.contains(permit) && !self.permits.contains(permit);
        let same = |one: &PermitForm, other: &PermitForm| (&one.kind, &one.number) == (&other.kind, &other.number);
        let added: Vec<_> = self.permits.iter().filter(|permit| !seen.permits.contains(permit)).cloned().collect();
        let kept = now.permits.iter().filter(|permit| !gone(permit) && !added.iter().any(|new| same(new, permit)));
        let permits = kept.cloned().chain(added.clone()).collect();
        Self {
            name: of(self.name, &seen.name, now.name),
            trade: of(self.trade, &seen.trade, now.trade),
            form: of(self.form, &seen.form, now.form),
            legal_name: of(self.legal_name, &seen.legal_name, now.legal_name),
            code: of(self.code, &seen.code, now.code),
            identity: of(self.identity, &seen.identity, now.identity),
            responsible: of(self.responsible, &seen.responsible, now.responsible),
            phone: of(self.phone, &seen.phone, now.phone),
            address: of(self.address, &seen.address, now.address),
            floor: of(self.floor, &seen.floor, now.floor),
            stall: of(self.stall, &seen.stall, now.stall),
            permits,
        }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// Every mistake, in the order in which the fields are asked.
    pub fn check(&self) -> Result<Application, Vec<FieldProblem>> {
        let mut checker = Checker::default();
        let application = checker.application(self);
        match application {
            Some(application) if checker.wrong.is_empty() => Ok(application),
            _ => Err(checker.wrong),
        }
    }
}

#[derive(Default)]
struct Checker {
    wrong: Vec<FieldProblem>,
}

impl Checker {
    fn application(&mut self, typed: &ApplicationForm) -> Option<Application> {
        let name = self.line(Field::Name, &typed.name, SHORT_CHARS);
        let trade = self.term::<GoodsKind>(Field::Trade, &typed.trade);
        let form = self.term::<SubjectForm>(Field::Form, &typed.form);
        let legal_name = self.line(Field::LegalName, &typed.legal_name, LINE_CHARS);
        let subject = form.and_then(|form| self.subject(form, legal_name.clone(), typed));
        let responsible = self.line(Field::Responsible, &typed.responsible, SHORT_CHARS);
        let phone = self.phone(&typed.phone);
        let address = self.line(Field::Address, &typed.address, LINE_CHARS);
        let floor = self.number(Field::Floor, &typed.floor);
        let stall = self.number(Field::Stall, &typed.stall);
        let permits = self.permits(&typed.permits);
        Some(Application {
            name: name?,
            trade: trade?,
            subject: subject?,
            responsible: responsible?,
            phone: phone?,
            address: address?,
            floor: floor?,
            stall: stall?,
            permits,
        })
    }

    fn line(&mut self, field: Field, typed: &str, most: usize) -> Option<String> {
        self.one_line(field, clean_line(typed), most)
    }

    /// Floors and stalls are compared: they are kept in plain signs.
    fn number(&mut self, field: Field, typed: &str) -> Option<String> {
        self.one_line(field, clean_number(typed), SHORT_CHARS)
    }

    fn one_line(&mut self, field: Field, line: String, most: usize) -> Option<String> {
        if line.is_empty() {
            self.wrong.push(FieldProblem::Missing { field });
            return None;
        }
        if line.chars().count() > most {
            self.wrong.push(FieldProblem::TooLong { field, most });
        }
        Some(line)
    }

    fn term<T: Term>(&mut self, field: Field, code: &str) -> Option<T> {
        let term = T::from_code(code);
        if term.is_none() {
            self.wrong.push(FieldProblem::Missing { field });
        }
        term
    }

    fn subject(&mut self, form: SubjectForm, name: Option<String>, typed: &ApplicationForm) -> Option<Subject> {
        if form == SubjectForm::NaturalPerson {
            if typed.identity.is_none() {
                self.wrong.push(FieldProblem::Missing { field: Field::Identity });
            }
            return Some(Subject::NaturalPerson { name: name?, identity: typed.identity.clone()? });
        }
        if !is_filled(&typed.code) {
            self.wrong.push(FieldProblem::Missing { field: Field::Code });
            return None;
        }
        let code = match CreditCode::parse(&typed.code) {
            Ok(code) => code,
            Err(why) => {
                self.wrong.push(FieldProblem::Code { why });
                return None;
            }
        };
        let individual = form == SubjectForm::IndividualBusiness;
        if code.is_of_individual_business() != individual {
            self.wrong.push(FieldProblem::CodeOfAnother { individual });
        }
        Some(Subject::Registered { form, name: name?, code })
    }

    fn phone(&mut self, typed: &str) -> Option<Phone> {
        if !is_filled(typed) {
            self.wrong.push(FieldProblem::Missing { field: Field::Phone });
            return None;
        }
        let phone = Phone::parse(typed, AreaCode::default());
        if phone.is_err() {
            self.wrong.push(FieldProblem::NotAPhone);
        }
        phone.ok()
    }

    fn permits(&mut self, typed: &[PermitForm]) -> Vec<Permit> {
        if typed.len() > MOST_PERMITS {
            self.wrong.push(FieldProblem::TooLong { field: Field::Permit, most: MOST_PERMITS });
            return Vec::new();
        }
        typed.iter().filter_map(|typed| self.permit(typed)).collect()
    }

    fn permit(&mut self, typed: &PermitForm) -> Option<Permit> {
        let kind = self.term::<PermitKind>(Field::Permit, &typed.kind)?;
        let number = clean_number(&typed.number);
        if number.is_empty() {
            self.wrong.push(FieldProblem::PermitNumber { kind });
        } else if number.chars().count() > SHORT_CHARS {
            self.wrong.push(FieldProblem::TooLong { field: Field::Permit, most: SHORT_CHARS });
        }
        let expires_on = match clean_line(&typed.expires) {
            unlimited if unlimited == UNLIMITED => None,
            day => {
                let day = Day::parse(&day);
                if day.is_none() {
                    self.wrong.push(FieldProblem::PermitDay { kind });
                }
                day
            }
        };
        Some(Permit { kind, number, expires_on, picture: typed.picture })
    }
}

impl From<NotACreditCode> for FieldProblem {
    fn from(why: NotACreditCode) -> Self {
        Self::Code { why }
    }
}

impl Field {
    /// Its name.
    #[must_use]
    pub fn label(self) -> Text {
        self.name()
    }
}
