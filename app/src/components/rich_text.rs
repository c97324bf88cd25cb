//! Words of a publication as they are laid out.

use domain::publication::{Block, Picture, Span};
use leptos::prelude::*;

/// The parts with their pictures, below a heading of the second level. A kiosk has one window: what lies elsewhere is named there and
/// not opened.
pub fn rich_text(blocks: &[Block], pictures: &[Picture], is_kiosk: bool) -> AnyView {
    let words = |words: &[Span]| words.iter().map(|span| part(span, is_kiosk)).collect_view();
    let blocks = blocks.iter().map(|block| match block {
        Block::Heading { words: of } => view! { <h3 class="rich__heading">{words(of)}</h3> }.into_any(),
        Block::Paragraph { words: of } => view! { <p>{words(of)}</p> }.into_any(),
        Block::List { first, items } => {
            let items = items.iter().map(|item| view! { <li>{words(item)}</li> }).collect_view();
            match first {
                Some(first) => view! { <ol start=first.to_string()>{items}</ol> }.into_any(),
                None => view! { <ul>{items}</ul> }.into_any(),
            }
        }
        Block::Picture { picture, shows } => {
            let address = pictures.get(*picture).map(Picture::address);
            address.map(|address| view! { <img class="rich__picture" src=address alt=shows.clone() /> }).into_any()
        }
    });
    view! { <div class="rich">{blocks.collect_view()}</div> }.into_any()
}

fn part(span: &Span, is_kiosk: bool) -> AnyView {
    match span {
        Span::Plain { text } => text.clone().into_any(),
        Span::Strong { text } => view! { <strong>{text.clone()}</strong> }.into_any(),
        Span::Link { text, to } if to.starts_with('/') => {
            view! { <a class="link" href=to.clone()>{text.clone()}</a> }.into_any()
        }
        Span::Link { text, to } if is_kiosk => {
            let at = to.strip_prefix("tel:").unwrap_or(to);
            let said = if at == text { text.clone() } else { format!("{text}（{at}）") };
            said.into_any()
        }
        Span::Link { text, to } => {
            view! { <a class="link" href=to.clone() rel="external noopener noreferrer">{text.clone()}</a> }.into_any()
        }
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use domain::publication::rich_text::blocks;

    fn html(source: &str, is_kiosk: bool) -> String {
        let pictures = [Picture { jpeg: "/9j/4AAQ".to_owned() }];
        rich_text(&blocks(source, 1).expect("laid out"), &pictures, is_kiosk).to_html()
    }

    #[test]
    fn what_is_written_is_html_of_ours_and_script_stays_words() {
        let page = html("## 看\n[权利](/law)<script>alert(1)</script>\n\n![标志](1)", false);
        assert!(page.contains("<h3") && page.contains("href=\"/law\"") && page.contains("alt=\"标志\""), "{page}");
        assert!(page.contains("&lt;script&gt;") && !page.contains("<script"), "{page}");
    }

    #[test]
    fn a_kiosk_names_what_lies_elsewhere_and_opens_it_not() {
        let source = "[12315](tel:12315)、[市场监管](https://example.com/a)";
        assert!(html(source, false).contains("href=\"https://example.com/a\""));
        let page = html(source, true);
        assert!(!page.contains("<a") && page.contains("市场监管（https://example.com/a）"), "{page}");
    }
}
