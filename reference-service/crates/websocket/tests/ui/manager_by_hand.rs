//! A manager beside that of the factory would hear nothing, and nobody would clean it away.

fn main() {
    let key: websocket::IsolationKey = todo!();
    let by_constructor = websocket::WebSocketManager::new(key, todo!());
    let by_fields = websocket::WebSocketManager { key };
    let by_default = websocket::WebSocketManager::default();
    let second = by_constructor.clone();
}
