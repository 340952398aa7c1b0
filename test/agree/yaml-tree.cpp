// Prints as JSON lines what yaml-cpp, the YAML reader inside mongod, makes of texts: the judge of `npm run agree:yaml`.
// Input: for each text its length in bytes in decimal, a line feed, and the bytes. Output: one line for each text,
//   {"verdict":"map","leaves":[["net.port","27017"],["net.ipv6",null],...]}   or "list", "scalar", "null",
//   {"verdict":"error","message":"..."}   or {"verdict":"endless"} where aliases never come to an end.
// Lists count as "[]" or by index, empty maps below the root as "{}". A key that is no scalar is empty, as mongod takes it.
#include <yaml-cpp/yaml.h>

#include <iostream>
#include <stdexcept>
#include <string>

namespace {

struct Endless : std::runtime_error {
  Endless() : std::runtime_error("endless") {}
};

std::string quoted(const std::string& text) {
  static const char* digits = "0123456789abcdef";
  std::string out = "\"";
  for (unsigned char byte : text) {
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += static_cast<char>(byte);
    } else if (byte < 0x20) {
      out += "\\u00";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += static_cast<char>(byte);
    }
  }
  return out + '"';
}

class Walk {
 public:
  std::string leaves() const { return "[" + out_ + "]"; }

  void node(const YAML::Node& node, const std::string& path, int depth) {
    if (depth > 1000 || ++count_ > 200000) throw Endless();
    if (node.IsMap()) {
      if (node.size() == 0 && depth > 0) leaf(path, "\"{}\"");
      for (const auto& pair : node) {
        const std::string key = pair.first.IsScalar() ? pair.first.Scalar() : "";
        this->node(pair.second, path.empty() ? key : path + "." + key, depth + 1);
      }
    } else if (node.IsSequence()) {
      if (node.size() == 0) leaf(path, "\"[]\"");
      int index = 0;
      for (const auto& item : node) this->node(item, path + "[" + std::to_string(index++) + "]", depth + 1);
    } else {
      leaf(path, node.IsNull() ? "null" : quoted(node.Scalar()));
    }
  }

 private:
  void leaf(const std::string& path, const std::string& value) {
    if (!out_.empty()) out_ += ",";
    out_ += "[" + quoted(path) + "," + value + "]";
  }

  std::string out_;
  int count_ = 0;
};

std::string judge(const std::string& text) {
  try {
    const YAML::Node root = YAML::Load(text);
    if (!root.IsDefined() || root.IsNull()) return R"({"verdict":"null"})";
    if (root.IsScalar()) return R"({"verdict":"scalar"})";
    Walk walk;
    walk.node(root, "", 0);
    return std::string(R"({"verdict":")") + (root.IsMap() ? "map" : "list") + R"(","leaves":)" + walk.leaves() + "}";
  } catch (const Endless&) {
    return R"({"verdict":"endless"})";
  } catch (const std::exception& error) {
    return R"({"verdict":"error","message":)" + quoted(error.what()) + "}";
  }
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::string length;
  while (std::getline(std::cin, length)) {
    std::string text(std::stoul(length), '\0');
    std::cin.read(&text[0], static_cast<std::streamsize>(text.size()));
    std::cout << judge(text) << "\n";
  }
}
