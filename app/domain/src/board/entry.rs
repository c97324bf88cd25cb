//! One findable thing, and how well a query fits it.

use super::fold::Folded;
use super::grams::Grams;
use super::query::Term;
use super::{Article, ArticleNumber, Board, Configured, Document, Hit, Law, Place, Section, Snippet};
use crate::publication::Wording;
use crate::words::{Bilingual, Lang};
use uuid::Uuid;

/// Something that can be found.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    place: Place,
    heading: Bilingual,
    zh: Face,
    en: Face,
    /// The article this is.
    own: Option<ArticleNumber>,
    /// Articles this quotes, under the posted number and the one in force.
    quotes: Vec<ArticleNumber>,
    /// For an article that the board quotes: its namesakes in other laws come after it.
    bonus: u32,
}

/// An entry in one language.
#[derive(Clone, Debug)]
struct Face {
    heading: Folded,
    body: Folded,
    text: String,
}

/// How well one term was found in one entry.
#[derive(Default)]
struct Found {
    score: u32,
    /// Of 100.
    share: u32,
    zh: Vec<(usize, usize)>,
    en: Vec<(usize, usize)>,
}

/// Half of what was asked for is still worth showing when nothing has it all.
const WORTH_SHOWING: u32 = 50;

impl Entry {
    pub(super) fn of_document(document: &Document, configured: &Configured) -> Self {
        let show = |text: &Bilingual| both(|lang| document.shown(text, lang, configured));
        let body: Vec<Bilingual> = document.intro.iter().chain(&document.note).map(show).collect();
        let place = Place::Document { document: document.id.clone() };
        Self::new(place, both(|lang| document.shown_heading(lang, configured)), &body, None)
    }

    pub(super) fn of_section(board: &Board, document: &Document, section: &Section, configured: &Configured) -> Self {
        let heading = both(|lang| {
            let number = section.number.map(|n| n.to_string());
            let title = document.shown_heading(lang, configured);
            let parts = [Some(title.as_str()), number.as_deref(), section.heading(lang)];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        });
        let show = |text: &Bilingual| both(|lang| document.shown(text, lang, configured));
        let body: Vec<Bilingual> = section.paragraphs.iter().map(show).collect();
        let place = Place::Section { document: document.id.clone(), section: section.id.clone() };
        let mut entry = Self::new(place, heading, &body, None);
        entry.quotes.extend(section.cites.iter().map(|cited| cited.article));
        entry.quotes.extend(board.comparisons_for(&document.id, &section.id).map(|c| c.posted_article));
        entry
    }

    pub(super) fn of_article(board: &Board, law: &Law, article: &Article) -> Self {
        let heading = both(|lang| format!("{} {}", law.short_title.in_lang(lang), article.heading(lang)));
        let place = Place::Article { law: law.id.clone(), article: article.number };
        let mut entry = Self::new(place, heading, &article.paragraphs, Some(article.number));
        entry.bonus = if board.quoted_by(&law.id, article.number).next().is_some() { 5 } else { 0 };
        // The law's full title and nicknames can be typed, and are not shown.
        let names =
            |lang| format!("{}|{}|{}", law.title.in_lang(lang), law.also_called.join("|"), article.heading(lang));
        entry.zh.heading = Folded::new(&format!("{}|{}", names(Lang::Zh), entry.heading.zh), true);
        entry.en.heading = Folded::new(&format!("{}|{}", names(Lang::En), entry.heading.en), false);
        entry
    }

    pub(super) fn of_published(id: Uuid, wording: &Wording) -> Self {
        let heading = both(|lang| wording.titled(lang).to_owned());
        Self::new(Place::Published { id }, heading, std::slice::from_ref(&wording.words), None)
    }

    /// Into the index of pairs, by everything in which something is found.
    pub(super) fn index(&self, grams: &mut Grams) {
        let faces = [&self.zh.heading, &self.zh.body, &self.en.heading, &self.en.body];
        grams.add(faces.into_iter().map(Folded::chars));
    }

    /// Whether it is that article, or quotes it.
    pub(super) fn is_about(&self, number: ArticleNumber) -> bool {
        self.own == Some(number) || self.quotes.contains(&number)
    }

    /// What the contact point wrote for everybody answers sooner than a statute.
    pub(super) fn is_published(&self) -> bool {
        matches!(self.place, Place::Published { .. })
    }

    /// Its heading, and around the first of these pairs what it says.
    pub(super) fn suggested(&self, pairs: &[[char; 2]], reader: Lang, score: u32) -> Hit {
        let of = |face: &Face| pairs.iter().flat_map(|pair| face.body.find(pair)).collect::<Vec<_>>();
        let (zh, en) = (of(&self.zh), of(&self.en));
        let lang = if reader == Lang::En && (self.en.text.is_empty() || en.is_empty()) { Lang::Zh } else { reader };
        let snippet = match lang {
            Lang::Zh => Snippet::cut(&self.zh.text, zh, 16, 80),
            Lang::En => Snippet::cut(&self.en.text, en, 40, 180),
        };
        Hit { place: self.place.clone(), heading: self.heading.clone(), lang, snippet, score, complete: false }
    }

    fn new(place: Place, heading: Bilingual, body: &[Bilingual], own: Option<ArticleNumber>) -> Self {
        let face = |lang: Lang| {
            let text = body.iter().map(|part| part.in_lang(lang)).collect::<Vec<_>>().join("\n");
            Face {
                heading: Folded::new(heading.in_lang(lang), lang == Lang::Zh),
                body: Folded::new(&text, lang == Lang::Zh),
                text,
            }
        };
        let (zh, en) = (face(Lang::Zh), face(Lang::En));
        Self { place, heading, zh, en, own, quotes: Vec::new(), bonus: 0 }
    }

    pub(super) fn hit(&self, terms: &[Term], reader: Lang) -> Option<Hit> {
        let found: Vec<Found> = terms.iter().map(|term| self.look_for(term)).collect();
        let count = u32::try_from(found.len()).ok().filter(|count| *count > 0)?;
        let share = found.iter().map(|f| f.share).sum::<u32>() / count;
        if share < WORTH_SHOWING {
            return None;
        }
        let score = self.bonus + found.iter().map(|f| f.score).sum::<u32>();
        let (zh, en): (Vec<_>, Vec<_>) = found.into_iter().map(|f| (f.zh, f.en)).unzip();
        let (zh, en) = (zh.concat(), en.concat());
        let lang = match reader {
            Lang::Zh if zh.is_empty() && !en.is_empty() => Lang::En,
            Lang::En if en.is_empty() && !zh.is_empty() => Lang::Zh,
            reader => reader,
        };
        let snippet = match lang {
            Lang::Zh => Snippet::cut(&self.zh.text, zh, 16, 80),
            Lang::En => Snippet::cut(&self.en.text, en, 40, 180),
        };
        Some(Hit {
            place: self.place.clone(),
            heading: self.heading.clone(),
            lang,
            snippet,
            score,
            complete: share == 100,
        })
    }

    fn look_for(&self, term: &Term) -> Found {
        match term {
            Term::Words(words) => {
                let found = self.look_for_words(words);
                if found.share > 0 {
                    return found;
                }
                let near = self.look_for_near(words);
                if near.share > 0 { near } else { self.look_for_parts(words) }
            }
            Term::Article { number, typed } => {
                let mut found = self.look_for_words(typed);
                let bonus = if self.own == Some(*number) {
                    1000
                } else if self.quotes.contains(number) {
                    400
                } else {
                    return found;
                };
                found.score += bonus;
                found.share = 100;
                found
            }
        }
    }

    fn look_for_words(&self, words: &[char]) -> Found {
        let (zh, en) = (self.zh.body.find(words), self.en.body.find(words));
        let titled = !self.zh.heading.find(words).is_empty() || !self.en.heading.find(words).is_empty();
        let times = u32::try_from(zh.len().max(en.len())).unwrap_or(u32::MAX).min(5);
        let in_body = if times > 0 { 100 + 10 * times } else { 0 };
        let in_heading = if titled { 200 } else { 0 };
        let score = in_body + in_heading;
        let share = if score > 0 { 100 } else { 0 };
        Found { score, share, zh, en }
    }

    /// The words with one slip in them.
    fn look_for_near(&self, words: &[char]) -> Found {
        let is_latin = words.iter().all(char::is_ascii);
        let least = if is_latin { 5 } else { 3 };
        if words.len() < least || words.iter().any(char::is_ascii_digit) {
            return Found::default();
        }
        let (zh, en) = (self.zh.body.find_near(words), self.en.body.find_near(words));
        let titled = [&self.zh, &self.en].iter().any(|face| !face.heading.find_near(words).is_empty());
        if zh.is_empty() && en.is_empty() && !titled {
            return Found::default();
        }
        Found { score: if titled { 95 } else { 85 }, share: 90, zh, en }
    }

    /// The pairs of neighbouring characters of a Chinese phrase that is not found whole.
    fn look_for_parts(&self, words: &[char]) -> Found {
        let mut found = Found::default();
        if words.len() < 3 || words.iter().any(char::is_ascii) {
            return found;
        }
        let mut have = 0;
        for pair in words.windows(2) {
            let places = self.zh.body.find(pair);
            have += usize::from(!places.is_empty());
            found.zh.extend(places);
        }
        let share = have * 100 / (words.len() - 1);
        found.share = u32::try_from(share).unwrap_or(0).min(99);
        found.score = found.share;
        found
    }
}

fn both(text: impl Fn(Lang) -> String) -> Bilingual {
    Bilingual { zh: text(Lang::Zh), en: text(Lang::En) }
}
