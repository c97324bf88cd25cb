//! One style sheet out of several.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// Puts the imported sheets in the place of their `@import "…";` lines, without comments, indents and blank lines.
pub(crate) fn bundle(index: &Path) -> Result<Vec<u8>> {
    let mut bundled = String::new();
    append(index, &mut bundled, 0)?;
    Ok(bundled.into_bytes())
}

fn append(file: &Path, bundled: &mut String, depth: usize) -> Result<()> {
    if depth > 8 {
        bail!("{} imports itself", file.display());
    }
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let folder = file.parent().unwrap_or(Path::new(""));
    for line in without_comments(&text).lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(import) = line.strip_prefix("@import") {
            let name = import.trim().trim_end_matches(';').trim().trim_matches(['"', '\'']);
            append(&folder.join(name), bundled, depth + 1)?;
        } else {
            bundled.push_str(line);
            bundled.push('\n');
        }
    }
    Ok(())
}

fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    // A quoted `/*` would be cut as well; no sheet of ours has a reason to quote one.
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_stand_in_the_order_of_their_lines() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text);
        write("index.css", "@import \"tokens.css\";\n@import 'pages/home.css';\n")?;
        write("tokens.css", "/* ink\n * and paper */\n:root {\n  --ink: #000;\n}\n")?;
        fs::create_dir(folder.path().join("pages"))?;
        write("pages/home.css", "h1 { color: var(--ink); }\n")?;
        let bundled = String::from_utf8(bundle(&folder.path().join("index.css"))?)?;
        assert_eq!(bundled, ":root {\n--ink: #000;\n}\nh1 { color: var(--ink); }\n");
        Ok(())
    }

    #[test]
    fn a_sheet_that_imports_itself_is_refused() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let index = folder.path().join("index.css");
        fs::write(&index, "@import \"index.css\";")?;
        assert!(bundle(&index).is_err());
        Ok(())
    }
}
