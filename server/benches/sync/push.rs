//! Pushes in three shapes.

use std::time::Instant;

use crate::Result;
use crate::mall::Mall;
use crate::samples::Samples;
use crate::transport::{Device, Parcel, Transport};

/// How operations come.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    devices: usize,
    pushes: usize,
    ops: usize,
}

/// One after another, many devices at once, and devices that were offline for long.
pub(crate) const SHAPES: [Shape; 3] = [
    Shape { devices: 1, pushes: 200, ops: 1 },
    Shape { devices: 32, pushes: 20, ops: 1 },
    Shape { devices: 1, pushes: 10, ops: 100 },
];

impl Shape {
    pub(crate) fn title(self) -> String {
        let Self { devices, ops, .. } = self;
        match (devices, ops) {
            (1, 1) => "1 device, 1 op each".to_owned(),
            (1, _) => format!("1 device, {ops} ops each"),
            _ => format!("{devices} devices, {ops} op each"),
        }
    }
}

/// Files so many complaints at once, unmeasured.
pub(crate) async fn fill(mall: &mut Mall, cases: usize) -> Result<()> {
    for _ in 0..cases / 100 {
        let request = mall.filing(100);
        mall.service.push(request, server::service::Caller::Public).await?;
    }
    Ok(())
}

/// Runs one shape once.
pub(crate) async fn run(mall: &mut Mall, transport: &Transport, shape: Shape) -> Result<Samples> {
    let mut all = Vec::new();
    for _ in 0..shape.devices {
        let device = transport.device().await?;
        let parcels: Result<Vec<Parcel>> = (0..shape.pushes).map(|_| device.push(mall.filing(shape.ops))).collect();
        all.push((device, parcels?));
    }
    let count = shape.devices * shape.pushes * shape.ops;
    let begun = Instant::now();
    let tasks: Vec<_> = all.into_iter().map(|(device, parcels)| tokio::spawn(send(device, parcels))).collect();
    let mut each = Vec::new();
    for task in tasks {
        each.extend(task.await??.each);
    }
    Ok(Samples { count, took: begun.elapsed(), each })
}

/// Sends one after another.
pub(crate) async fn send(mut device: Device, parcels: Vec<Parcel>) -> Result<Samples> {
    let count = parcels.len();
    let mut each = Vec::with_capacity(count);
    let begun = Instant::now();
    for parcel in parcels {
        let sent = Instant::now();
        device.send(parcel).await?;
        each.push(sent.elapsed());
    }
    Ok(Samples { count, took: begun.elapsed(), each })
}
