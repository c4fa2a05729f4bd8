//! The benches stand in `benches/`; here is the text that they read.

/// The text of the file that `DATELINE_TEXTS` names, as it is, or the sample articles many times over.
pub fn texts() -> Vec<String> {
    match std::env::var("DATELINE_TEXTS") {
        Ok(file) => {
            let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
            text.split("\n\n\n").map(str::to_string).collect()
        }
        Err(_) => {
            let articles = [
                include_str!("../examples/articles/ferry.txt"),
                include_str!("../examples/articles/merger.txt"),
                include_str!("../examples/articles/valley.txt"),
            ];
            articles.iter().cycle().take(30).map(|article| article.to_string()).collect()
        }
    }
}

/// Words as people count them: what stands between white space.
pub fn words(texts: &[String]) -> u64 {
    texts.iter().map(|text| text.split_whitespace().count() as u64).sum()
}
