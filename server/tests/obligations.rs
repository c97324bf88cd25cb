//! The table of obligations says the truth: every screen is a route, every test is there.

use std::fs;
use std::path::Path;

use server::cli::obligations;

/// Every source and journey of the repository, as one text.
fn sources(folder: &Path, text: &mut String) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | "node_modules" | ".git") {
                sources(&path, text);
            }
        } else if name.ends_with(".rs") || name.ends_with(".spec.ts") {
            text.push_str(&fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

#[test]
fn every_obligation_names_a_screen_and_a_test_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let routes = fs::read_to_string(root.join("app/src/app.rs")).expect("the routes");
    let mut text = String::new();
    ["app", "server", "end2end/tests"].iter().for_each(|folder| sources(&root.join(folder), &mut text));
    let all = obligations();
    assert_eq!(all.len(), 43, "the board obliges to so much");
    for one in &all {
        let (of_desk, of_case) = (one.screen == "/staff", one.screen.starts_with("/staff/case/"));
        let route = format!("path!(\"{}\")", one.screen);
        assert!(one.screen.is_empty() || of_desk || of_case || routes.contains(&route), "{}: {}", one.term, one.screen);
        let is_there = if one.test.ends_with(".spec.ts") {
            root.join(&one.test).exists()
        } else {
            text.contains(&format!("fn {}(", one.test)) || text.contains(&format!("'{}'", one.test))
        };
        assert!(one.test.is_empty() || is_there, "{}: {}", one.term, one.test);
    }
    let shown = |term: &str| all.iter().any(|one| one.term == term && !one.screen.is_empty() && !one.test.is_empty());
    let built = [
        "商户管理",
        "商家入驻审核",
        "定期核实更新",
        "质量和服务规范承诺",
        "“第一责任人”承诺",
        "及时制止违法行为",
        "报告与配合",
        "及时发布消费提示",
        "宣传法律法规、维权知识、商品知识",
        "商品上架",
        "商品下架（三种情形）",
        "下架后通知监管",
        "不合格商品退市",
        "进货查验",
        "进销货台账",
        "不销售“三无”、过期、变质、不合格、有隐患商品",
        "停售→退供→退换",
        "登记名单、数量、处置并报告",
        "分析汇总集中问题",
        "向市场监管反映",
        "消费侵权赔偿",
        "接受社会监督",
        "定期组织培训",
        "解答消费咨询",
        "协助查处",
        "长宁区消保委协助",
    ];
    for term in built {
        assert!(shown(term), "{term}");
    }
}
