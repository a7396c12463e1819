function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Read a data block of the page: plain JSON, or base64 of gzip where the story is long. */
async function unpacked(id) {
  const block = document.getElementById(id);
  if (block.type === "application/json") return block.textContent;
  const unpacking = new DecompressionStream("gzip");
  const writer = unpacking.writable.getWriter();
  const reported = () => {}; // who reads the other end is told of the failure
  writer.write(bytesOf(block.textContent)).catch(reported);
  writer.close().catch(reported);
  return new Response(unpacking.readable).text();
}

const content = JSON.parse(await unpacked("content"));
