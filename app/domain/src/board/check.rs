//! Content that contradicts itself is refused before anyone reads it.

use std::collections::BTreeSet;

use super::{
    ArticleNumber, Board, BoardError, Citation, Comparison, Document, DocumentId, Law, LawId, SectionId, Side, Span,
    Status,
};
use crate::words::Bilingual;

impl Board {
    /// Whether the content holds together.
    ///
    /// # Errors
    ///
    /// The first contradiction found.
    pub fn validate(&self) -> Result<(), BoardError> {
        let mut documents = BTreeSet::new();
        for document in &self.documents {
            if !documents.insert(&document.id) {
                return Err(BoardError::DuplicateDocument(document.id.clone()));
            }
            self.check_document(document)?;
        }
        let mut laws = BTreeSet::new();
        for law in &self.laws {
            if !laws.insert(&law.id) {
                return Err(BoardError::DuplicateLaw(law.id.clone()));
            }
            check_law(law)?;
        }
        complete(self.comparisons.texts(), "the comparisons")?;
        for comparison in &self.comparisons.articles {
            self.check_comparison(comparison)?;
        }
        for note in &self.comparisons.notes {
            self.check_remark(&note.document, &note.section, &note.posted, &note.says)?;
        }
        Ok(())
    }

    fn check_document(&self, document: &Document) -> Result<(), BoardError> {
        complete(document.texts(), document.id.as_str())?;
        let mut sections = BTreeSet::new();
        for section in &document.sections {
            if !sections.insert(&section.id) {
                return Err(BoardError::DuplicateSection {
                    document: document.id.clone(),
                    section: section.id.clone(),
                });
            }
            for Citation { law, article } in &section.cites {
                if self.article(law, *article).is_none() {
                    return Err(unknown_article(law, *article));
                }
                let mut comparisons = self.comparisons_for(&document.id, &section.id);
                if !comparisons.any(|c| c.law == *law && c.in_force_article == *article) {
                    return Err(BoardError::NotCompared {
                        document: document.id.clone(),
                        section: section.id.clone(),
                        article: *article,
                    });
                }
            }
        }
        if let Some(law) = document.names_laws.iter().find(|law| self.law(law).is_none()) {
            return Err(BoardError::UnknownLaw(law.clone()));
        }
        for slot in &document.slots {
            // The slot's own words are among the texts, so they occur once more where they are posted.
            let occurs = |pick: fn(&Bilingual) -> &str| {
                document.texts().filter(|text| pick(text).contains(pick(&slot.posted))).count() > 1
            };
            if !(occurs(|text| &text.zh) && occurs(|text| &text.en)) {
                return Err(BoardError::SlotNotPosted { document: document.id.clone(), words: slot.posted.zh.clone() });
            }
        }
        Ok(())
    }

    fn check_comparison(&self, comparison: &Comparison) -> Result<(), BoardError> {
        self.check_remark(&comparison.document, &comparison.section, &comparison.posted, &comparison.says)?;
        let Some(article) = self.in_force(comparison) else {
            return Err(unknown_article(&comparison.law, comparison.in_force_article));
        };
        let spans = comparison.spans(article);
        let differs = spans.iter().any(Span::is_difference);
        let adds = spans.iter().any(|span| span.is_difference() && !span.on(Side::Posted).is_empty());
        let right = match comparison.status {
            Status::Unchanged => !differs && !comparison.is_renumbered(),
            Status::Moved => comparison.is_renumbered(),
            Status::ShortenedQuote => differs && !adds && !comparison.is_renumbered(),
            Status::Changed | Status::Misquoted => differs && !comparison.is_renumbered(),
        };
        if right {
            return Ok(());
        }
        Err(BoardError::WrongStatus {
            document: comparison.document.clone(),
            section: comparison.section.clone(),
            article: comparison.posted_article,
            status: comparison.status,
        })
    }

    /// A remark must be about a section that is there, quote what is posted in it, and say something.
    fn check_remark(
        &self,
        document: &DocumentId,
        section: &SectionId,
        quote: &str,
        says: &[Bilingual],
    ) -> Result<(), BoardError> {
        let (document, section) = (document.clone(), section.clone());
        let Some(posted) = self.section(&document, &section) else {
            return Err(BoardError::UnknownSection { document, section });
        };
        if quote.is_empty() || !posted.posted_text().contains(quote) {
            let quote = quote.to_owned();
            return Err(BoardError::NotPosted { document, section, quote });
        }
        if says.is_empty() {
            return Err(BoardError::NothingSaid { document, section });
        }
        Ok(())
    }
}

fn check_law(law: &Law) -> Result<(), BoardError> {
    complete(law.texts(), law.id.as_str())?;
    let mut before = ArticleNumber(0);
    for article in &law.articles {
        if article.paragraphs.is_empty() || article.paragraphs.iter().any(|words| words.zh.trim().is_empty()) {
            return Err(BoardError::MissingLanguage { place: format!("{} {}", law.id, article.label) });
        }
        if article.number <= before {
            return Err(BoardError::ArticleOutOfOrder { law: law.id.clone(), article: article.number });
        }
        before = article.number;
        if article.label != article.number.label() {
            return Err(BoardError::WrongLabel {
                law: law.id.clone(),
                article: article.number,
                label: article.label.clone(),
            });
        }
    }
    Ok(())
}

fn complete<'a>(mut texts: impl Iterator<Item = &'a Bilingual>, place: &str) -> Result<(), BoardError> {
    if texts.any(|text| text.zh.trim().is_empty() || text.en.trim().is_empty()) {
        return Err(BoardError::MissingLanguage { place: place.to_owned() });
    }
    Ok(())
}

fn unknown_article(law: &LawId, article: ArticleNumber) -> BoardError {
    BoardError::UnknownArticle { law: law.clone(), article }
}
