/** Read a data block of the page: plain JSON, or base64 of gzip where the story is long. */
async function unpacked(id) {
  const block = document.getElementById(id);
  if (block.type === "application/json") return block.textContent;
  const unpacking = new DecompressionStream("gzip");
  const writer = unpacking.writable.getWriter();
  const reported = () => {}; // who reads the other end is told of the failure
  writer.write(Uint8Array.from(atob(block.textContent), (c) => c.charCodeAt(0))).catch(reported);
  writer.close().catch(reported);
  return new Response(unpacking.readable).text();
}

const content = JSON.parse(await unpacked("content"));
