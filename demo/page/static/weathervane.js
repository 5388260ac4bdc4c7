const [width, height] = [640, 480];

/** A picture of a weathervane, drawn here, as a PNG file. */
export async function drawWeathervane() {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  paintSky(pen);
  paintVane(pen);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  return new File([blob], "weathervane.png", { type: "image/png" });
}

function paintSky(pen) {
  const sky = pen.createLinearGradient(0, 0, 0, height);
  sky.addColorStop(0, "#3d8fc6");
  sky.addColorStop(1, "#e3f2fa");
  pen.fillStyle = sky;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = "#ffd166";
  circle(pen, { x: 530, y: 95, radius: 46 });
  pen.fillStyle = "#8a3324";
  pen.fill(new Path2D("M0 480 L320 330 L640 480 Z"));
}

function paintVane(pen) {
  Object.assign(pen, {
    strokeStyle: "#1d1d1f",
    fillStyle: "#1d1d1f",
    lineWidth: 12,
    lineCap: "round",
    lineJoin: "round",
  });
  // The rod with its arms, the arrow, and its head and tail.
  pen.stroke(new Path2D("M320 340 V150 M255 235 H385 M200 150 H450"));
  pen.fill(new Path2D("M470 150 L425 118 V182 Z M180 112 L250 150 L180 188 Z"));
  pen.font = "bold 34px sans-serif";
  pen.textAlign = "center";
  pen.fillText("W", 225, 247);
  pen.fillText("E", 415, 247);
  circle(pen, { x: 320, y: 150, radius: 14 });
}

function circle(pen, { x, y, radius }) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}
