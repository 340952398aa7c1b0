-- Opens files one after the other and writes what the server published for each: editors.test.ts reads it.
local expected = vim.json.decode(table.concat(vim.fn.readfile(vim.env.EXPECTED), '\n'))
local published = {}
local show = vim.lsp.handlers['textDocument/publishDiagnostics']
vim.lsp.handlers['textDocument/publishDiagnostics'] = function(err, result, context, config)
  published[result.uri] = result.diagnostics
  return show(err, result, context, config)
end

local buffers = {}
for uri in pairs(expected) do
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.uri_to_fname(uri)))
  buffers[uri] = vim.api.nvim_get_current_buf()
end
-- what other files say of the deployment may come later
vim.wait(60000, function()
  return vim.deep_equal(published, expected)
end, 50)

local shown = {}
for uri, buffer in pairs(buffers) do
  shown[uri] = #vim.diagnostic.get(buffer)
end
vim.fn.writefile({ vim.json.encode({ published = published, shown = shown }) }, vim.env.OUT)
vim.cmd('qa!')
