//! Puts a paper in the place of the one that hangs, so that the board still holds together: what the board says of a
//! quotation follows from the two texts, and a sentence that somebody wrote about other texts is not kept.

use super::paper::{likeness, plain};
use super::{
    Article, ArticleNumber, Board, Citation, Comparison, Document, DocumentId, Law, Paper, Section, SectionNote, Span,
    Status,
};
use crate::words::{Bilingual, Lang, Text, text};

/// An article whose words are so much alike (of 100) is the same provision under its number.
const SAME_PROVISION: usize = 40;
/// Under another number it must be more alike.
const MOVED_PROVISION: usize = 60;
/// A quotation shorter than this is a term, and no provision.
const SHORTEST_QUOTE: usize = 12;

const SAME: Text = text("公示原文与现行{}一致。", "The posted text is the same as {} in force.");
const MOVED: Text =
    text("公示原文写的是第{}条；现行法律里是{}。", "The board says Article {}; in the law in force it is {}.");
const PART: Text = text("公示原文只引了现行{}的一部分。", "The board quotes a part of {} in force.");
impl Board {
    /// Puts a paper in its place, or beside the others.
    pub fn put(&mut self, paper: Paper) {
        match paper {
            Paper::Document(document) => self.put_document(document),
            Paper::Law(law) => self.put_law(law),
        }
    }

    fn put_document(&mut self, mut document: Document) {
        document.names_laws.retain(|law| self.laws.iter().any(|known| known.id == *law));
        let mut comparisons = Vec::new();
        let id = document.id.clone();
        for section in &mut document.sections {
            let posted = section.posted_text();
            let known =
                |one: &&Comparison| one.document == id && one.section == section.id && posted.contains(&one.posted);
            let mut here: Vec<Comparison> = self.comparisons.articles.iter().filter(known).cloned().collect();
            for (law, number, quote) in self.quoted_in(section) {
                // What somebody has said about these very words is better than what follows from them.
                if !here.iter().any(|one| {
                    plain(&one.posted).contains(&plain(&quote)) || plain(&quote).contains(&plain(&one.posted))
                }) && let Some(one) = compared(&id, section, &law, number, quote)
                {
                    here.push(one);
                }
            }
            section.cites = cited(&here);
            comparisons.extend(here);
        }
        let slots = std::mem::take(&mut document.slots);
        let keeps = |document: &Document, words: &Bilingual| {
            let occurs = |pick: fn(&Bilingual) -> &str| document.texts().any(|text| pick(text).contains(pick(words)));
            occurs(|text| &text.zh) && occurs(|text| &text.en)
        };
        document.slots = slots.into_iter().filter(|slot| keeps(&document, &slot.posted)).collect();
        self.comparisons.articles.retain(|one| one.document != document.id);
        self.comparisons.articles.append(&mut comparisons);
        self.comparisons.notes.retain(|note| {
            let section = document.section(&note.section);
            note.document != document.id || section.is_some_and(|section| section.posted_text().contains(&note.posted))
        });
        self.documents.retain(|known| known.id != document.id);
        self.documents.push(document);
        self.documents.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
    }

    fn put_law(&mut self, law: Law) {
        let before = self.laws.iter().find(|known| known.id == law.id).cloned();
        let mut kept = Vec::new();
        for mut one in std::mem::take(&mut self.comparisons.articles) {
            if one.law != law.id {
                kept.push(one);
                continue;
            }
            let old = before.as_ref().and_then(|before| before.article(one.in_force_article));
            let Some(now) = old.and_then(|old| follow(old, &law)) else {
                let (document, section, posted) = (one.document, one.section, one.posted);
                let says = vec![gone(&law)];
                self.comparisons.notes.push(SectionNote { document, section, posted, says, gone: true });
                continue;
            };
            let is_as_before =
                old.is_some_and(|old| old.number == now.number && old.text(Lang::Zh) == now.text(Lang::Zh));
            if !is_as_before {
                one.in_force_article = now.number;
                one.status = status(&one, now);
                one.says = said(&one, &law, now);
            }
            kept.push(one);
        }
        self.comparisons.articles = kept;
        for document in &mut self.documents {
            for section in &mut document.sections {
                let here = self
                    .comparisons
                    .articles
                    .iter()
                    .filter(|one| one.document == document.id && one.section == section.id);
                section.cites = cited(&here.cloned().collect::<Vec<_>>());
            }
        }
        self.laws.retain(|known| known.id != law.id);
        self.laws.push(law);
        self.laws.sort_by(|a, b| a.id.cmp(&b.id));
    }

    /// What a section quotes of the laws here: 《产品质量法》第47条规定:“…”, also 第23条规定:“…” after another of the same law.
    fn quoted_in(&self, section: &Section) -> Vec<(Law, ArticleNumber, String)> {
        let mut found = Vec::new();
        for paragraph in &section.paragraphs {
            let (mut law, mut rest) = (None::<&Law>, paragraph.zh.as_str());
            while let Some(at) = rest.find(['《', '第']) {
                rest = &rest[at..];
                if let Some((name, after)) = rest.strip_prefix('《').and_then(|rest| rest.split_once('》')) {
                    law = self.laws.iter().find(|law| is_called(law, name));
                    rest = after;
                    continue;
                }
                let number = rest.strip_prefix('第').and_then(|rest| rest.split_once('条'));
                let read = number.and_then(|(number, after)| Some((ArticleNumber::read(number.trim())?, after)));
                let Some((number, after)) = read else {
                    let skipped = rest.chars().next().map_or(1, char::len_utf8);
                    rest = &rest[skipped..];
                    continue;
                };
                rest = after;
                let opening = after.trim_start().trim_start_matches("规定").trim_start_matches([':', '：', ' ']);
                let quote = opening.strip_prefix('“').and_then(|quote| quote.split_once('”')).map(|(quote, _)| quote);
                if let (Some(law), Some(quote)) = (law, quote)
                    && quote.chars().count() >= SHORTEST_QUOTE
                {
                    found.push((law.clone(), number, quote.to_owned()));
                }
            }
        }
        found
    }
}

/// Whether a law is quoted by that name.
fn is_called(law: &Law, name: &str) -> bool {
    let name = name.trim_start_matches("中华人民共和国");
    let names = [&law.title.zh, &law.short_title.zh].into_iter().chain(&law.also_called);
    names.into_iter().any(|known| known.trim_start_matches("中华人民共和国") == name)
}

/// Where a provision stands in another text of its law.
fn follow<'a>(old: &Article, law: &'a Law) -> Option<&'a Article> {
    let words = old.text(Lang::Zh);
    let is_same = |article: &&Article| plain(&article.text(Lang::Zh)) == plain(&words);
    let under_its_number = law.article(old.number);
    if let Some(same) = under_its_number.filter(is_same).or_else(|| law.articles.iter().find(is_same)) {
        return Some(same);
    }
    closest(&words, under_its_number, law)
}

/// The article that says what is quoted: under its number where that is much the same, else where it is most alike.
fn closest<'a>(words: &str, under_its_number: Option<&'a Article>, law: &'a Law) -> Option<&'a Article> {
    let alike = |article: &Article| likeness(words, &article.text(Lang::Zh));
    let best = law.articles.iter().map(|article| (alike(article), article)).max_by_key(|(alike, _)| *alike)?;
    match under_its_number {
        Some(article) if alike(article) >= SAME_PROVISION && alike(article) + 20 >= best.0 => Some(article),
        _ => (best.0 >= MOVED_PROVISION).then_some(best.1),
    }
}

fn compared(
    document: &DocumentId,
    section: &Section,
    law: &Law,
    number: ArticleNumber,
    posted: String,
) -> Option<Comparison> {
    // A quotation of a part has less in common with the whole than its words have.
    let contains = |article: &&Article| plain(&article.text(Lang::Zh)).contains(&plain(&posted));
    let own = law.article(number);
    let article =
        own.filter(contains).or_else(|| law.articles.iter().find(contains)).or_else(|| closest(&posted, own, law))?;
    let mut one = Comparison {
        document: document.clone(),
        section: section.id.clone(),
        law: law.id.clone(),
        posted_article: number,
        in_force_article: article.number,
        posted,
        status: Status::Unchanged,
        says: Vec::new(),
    };
    one.status = status(&one, article);
    one.says = said(&one, law, article);
    Some(one)
}

fn status(one: &Comparison, article: &Article) -> Status {
    let spans = one.spans(article);
    let adds = spans.iter().any(|span| matches!(span, Span::OnlyPosted { .. }));
    let is_part = plain(&article.text(Lang::Zh)).contains(&plain(&one.posted));
    match spans.iter().any(Span::is_difference) {
        _ if one.is_renumbered() => Status::Moved,
        false => Status::Unchanged,
        true if is_part && !adds => Status::ShortenedQuote,
        true => Status::Changed,
    }
}

fn said(one: &Comparison, law: &Law, article: &Article) -> Vec<Bilingual> {
    let label = Bilingual::of(|lang| article.heading(lang));
    let by = |text: Text| Bilingual::of(|lang| text.fill(lang, &[label.in_lang(lang)]));
    let other = || other_words(law, &label);
    match one.status {
        Status::Unchanged => vec![by(SAME)],
        Status::ShortenedQuote => vec![by(PART)],
        Status::Changed | Status::Misquoted => vec![other()],
        Status::Moved => {
            let posted = one.posted_article.to_string();
            let moved = Bilingual::of(|lang| MOVED.fill(lang, &[&posted, label.in_lang(lang)]));
            let differs = one.spans(article).iter().any(Span::is_difference);
            std::iter::once(moved).chain(differs.then(other)).collect()
        }
    }
}

fn other_words(law: &Law, label: &Bilingual) -> Bilingual {
    let (zh, en) = passed_on(law);
    Bilingual {
        zh: format!(
            "《{}》现在用的是 {zh} 通过的文本，{}的文字和公示原文不一样，下面标出。",
            law.short_title.zh, label.zh
        ),
        en: format!(
            "The text of the law in force was passed on {en}; {} does not say what is posted here. The difference is marked below.",
            label.en
        ),
    }
}

fn gone(law: &Law) -> Bilingual {
    let (zh, en) = passed_on(law);
    Bilingual {
        zh: format!(
            "《{}》{zh} 通过的文本里，已经没有公示栏所引的这一条。请以现行法律为准，或者问问我们。",
            law.short_title.zh
        ),
        en: format!(
            "The text of the law that was passed on {en} no longer has the provision quoted here. Rely on the law in force, or ask us."
        ),
    }
}

fn passed_on(law: &Law) -> (String, String) {
    let day = |lang| law.text_date.spoken(lang, law.text_date.plus_years(1));
    (day(Lang::Zh), day(Lang::En))
}

fn cited(comparisons: &[Comparison]) -> Vec<Citation> {
    let mut cites = Vec::new();
    for one in comparisons {
        let citation = Citation { law: one.law.clone(), article: one.in_force_article };
        if !cites.contains(&citation) {
            cites.push(citation);
        }
    }
    cites
}
