package org.lamina.engine.worker.taps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The code that every rewritten model shares: where values are kept, and the way in. */
final class TapSupport {

    /**
     * The type of the dictionary that is handed on. Each wanted subject has a list with an element a run, a copy if
     * that run is wanted, else empty; each wanted key has a list of that copy, empty before that run.
     */
    static final String TAPS_TYPE = "Dict[str, List[Tensor]]";

    private static final String MODULE = "__torch__.lamina_taps";

    private static final String FUNCTIONS = """
            def wanted() -> Dict[str, List[Tensor]]:
              taps = annotate(Dict[str, List[Tensor]], {})
              for subject in __torch__.lamina_taps.subjects():
                torch._set_item(taps, subject, annotate(List[Tensor], []))
              for key in __torch__.lamina_taps.keys():
                torch._set_item(taps, key, annotate(List[Tensor], []))
              return taps
            def keep(taps: Dict[str, List[Tensor]],
                subject: str,
                value: Tensor) -> Tensor:
              if torch.__contains__(taps, subject):
                runs = taps[subject]
                number = torch.add(torch.len(runs), 1)
                if torch.le(number, LAST_CALL):
                  key = torch.format("{}#{}", subject, number)
                  if torch.__contains__(taps, key):
                    copy = torch.clone(value, memory_format=0)
                    _0 = torch.append(runs, copy)
                    _1 = torch.append(taps[key], copy)
                  else:
                    _2 = torch.append(runs, torch.zeros([0]))
                else:
                  pass
              else:
                pass
              return value
            def found(taps: Dict[str, List[Tensor]]) -> Dict[str, Tensor]:
              values = annotate(Dict[str, Tensor], {})
              for key in __torch__.lamina_taps.keys():
                kept = taps[key]
                if torch.gt(torch.len(kept), 0):
                  torch._set_item(values, key, kept[0])
                else:
                  pass
              return values
            """;

    private TapSupport() {
    }

    /** The code file with the functions and what is wanted. */
    static String code(TapNames names) {
        return list("subjects", names.subjects()) + list("keys", names.keys())
                + FUNCTIONS.replace("LAST_CALL", Integer.toString(names.lastCall()));
    }

    private static String list(String name, Collection<String> texts) {
        return "def " + name + "() -> List[str]:\n  return "
                + texts.stream().sorted().map(TapSupport::quote).collect(Collectors.joining(", ", "[", "]")) + "\n";
    }

    /** The method that runs the tapped twin of the root's forward method and gives what was kept. */
    static List<String> entry(ScriptMethod forward) {
        List<String> arguments = new ArrayList<>(forward.parameterNames());
        String self = arguments.remove(0);
        StringBuilder call = new StringBuilder("    lamina_result_ = (" + self + ").forward__tap(lamina_taps_, \"\", ");
        arguments.forEach(argument -> call.append(argument).append(", "));
        List<String> lines = new ArrayList<>();
        lines.addAll(("  def " + TapRewriter.METHOD + "(" + forward.signature() + ") -> Dict[str, Tensor]:").lines()
                .toList());
        lines.add("    lamina_taps_ = " + MODULE + ".wanted()");
        lines.add(call + ")");
        lines.add("    return " + MODULE + ".found(lamina_taps_, )");
        return lines;
    }

    /** The call that keeps a tensor if it is wanted, and gives it back. */
    static String keep(String subject, String value) {
        return MODULE + ".keep(lamina_taps_, " + subject + ", " + value + ", )";
    }

    /** A string literal of the code. */
    static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
