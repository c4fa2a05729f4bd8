//! The benches stand in `benches/`; here is the text that they read.

/// The articles of the file that `DATELINE_TEXTS` names (JSON Lines with a field `text`, or one plain text), or the sample articles many times over.
pub fn texts() -> Vec<String> {
    let Ok(file) = std::env::var("DATELINE_TEXTS") else {
        let articles = [
            include_str!("../examples/articles/ferry.txt"),
            include_str!("../examples/articles/merger.txt"),
            include_str!("../examples/articles/valley.txt"),
        ];
        return articles.iter().cycle().take(30).map(|article| article.to_string()).collect();
    };
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    if !file.ends_with(".jsonl") {
        return vec![text];
    }
    let article = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{file}: {error}"));
        value["text"].as_str().map(str::to_string)
    };
    text.lines().filter(|line| !line.trim().is_empty()).filter_map(article).collect()
}

/// Words as people count them: what stands between white space.
pub fn words(texts: &[String]) -> u64 {
    texts.iter().map(|text| text.split_whitespace().count() as u64).sum()
}
