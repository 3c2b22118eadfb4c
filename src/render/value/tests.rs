//! Values share, and are dropped without deep calls.

use super::*;

#[test]
fn maps_are_shared() {
    let map = Map::empty();
    let same = map.clone();
    same.insert("é", Value::int(1));
    assert_eq!(map.len(), 1);
    assert!(map.is(&same) && !map.is(&map.shallow_copy()));
}

#[test]
fn deep_values_are_dropped_without_deep_calls() {
    let mut value = Value::list(Vec::new());
    for _ in 0..200_000 {
        let map = Map::empty();
        map.insert("a", value);
        value = Value::list(vec![map.into()]);
    }
    drop(value);
}

#[test]
fn slices_of_texts_keep_their_pieces() {
    let piece = |start, source| Piece {
        start,
        place: Where { source, ..Where::default() },
        origin: Origin::NONE,
    };
    let text = Text::with_pieces("aébcd".into(), vec![piece(0, 1), piece(3, 2), piece(5, 3)]);
    let slice = text.slice(1, 4);
    assert_eq!(slice.as_str(), "éb");
    assert_eq!(slice.pieces(), [piece(0, 1), piece(2, 2)]);
    assert_eq!(text.slice(2, 4).as_bytes(), [0xa9, b'b']);
}
