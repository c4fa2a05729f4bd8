//! Every file of data has its source in `SOURCES.md` and its fingerprint in `FINGERPRINTS.csv`.
//!
//! `UPDATE_GOLDEN=1 cargo test -p dateline-models --test sources` writes the fingerprints anew.

#![allow(clippy::unwrap_used, reason = "a test stops where its files cannot be read")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

fn crate_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files under `data` and `weights`, by their paths from the crate's folder, in order.
fn files() -> Vec<String> {
    let mut folders: Vec<PathBuf> = vec![crate_folder().join("data"), crate_folder().join("weights")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path.strip_prefix(crate_folder()).unwrap().to_str().unwrap().replace('\\', "/")),
            }
        }
    }
    files.sort();
    files
}

/// One line a file: its path, its size, for a model the hash of what it was built from (from its header), and its SHA-256.
fn fingerprints() -> String {
    let mut lines = String::from("file,bytes,source hash,sha256\n");
    for file in files() {
        let bytes = std::fs::read(crate_folder().join(&file)).unwrap();
        let source = match bytes.starts_with(b"DATELINE") {
            true => format!("{:016x}", u64::from_le_bytes(bytes[24..32].try_into().unwrap())),
            false => String::new(),
        };
        let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(lines, "{file},{},{source},{sum}", bytes.len()).unwrap();
    }
    lines
}

#[test]
fn fingerprints_are_fresh() {
    let path = crate_folder().join("FINGERPRINTS.csv");
    let found = fingerprints();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &found).unwrap();
        return;
    }
    let written = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let stale: Vec<&str> = found.lines().filter(|line| !written.lines().any(|other| other == *line)).collect();
    let gone: Vec<&str> = written.lines().filter(|line| !found.lines().any(|other| other == *line)).collect();
    assert!(
        stale.is_empty() && gone.is_empty(),
        "the data is\n{}\nand FINGERPRINTS.csv has\n{}\nIf the data is as it should be, run this test with UPDATE_GOLDEN=1.",
        stale.join("\n"),
        gone.join("\n")
    );
}

#[test]
fn every_file_has_a_source() {
    let sources = std::fs::read_to_string(crate_folder().join("SOURCES.md")).unwrap();
    for file in files() {
        let (folder, name) = file.rsplit_once('/').unwrap();
        // A list of one folder names the folder once: - `data/names/`: `norp.txt`, …
        let listed = |line: &str| line.starts_with(&format!("- `{folder}/`")) && line.contains(&format!("`{name}`"));
        let told = sources.contains(&format!("`{file}`")) || sources.replace("\n  ", " ").lines().any(listed);
        assert!(told, "SOURCES.md does not say where {file} comes from");
    }
}
