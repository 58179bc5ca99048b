package org.lamina.formats.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lamina.model.SourceLocation;

class PythonStackTest {

    private static final String TORCH = "/usr/lib/python3/dist-packages/torch/nn/modules/";
    private static final PythonStack STACK = PythonStack.parse(TORCH + "conv.py(459): _conv_forward\n"
            + TORCH + "conv.py(463): forward\n" + TORCH + "module.py(1182): _slow_forward\n"
            + TORCH + "module.py(1194): _call_impl\n" + TORCH + "module.py(1150): _wrapped_call_impl\n"
            + "/home/user/net.py(26): forward\n" + TORCH + "module.py(1194): _call_impl\n"
            + TORCH + "container.py(204): forward\n" + TORCH + "module.py(1194): _call_impl\n"
            + "C:\\work\\main.py(7): <module>\n");

    @Test
    void findsTheCallOfTheInnermostModule() {
        assertEquals(Optional.of(new SourceLocation("/home/user/net.py", 26, 1, "")), STACK.place(1));
    }

    @Test
    void findsTheCallsOfTheModulesAround() {
        assertEquals(Optional.of(new SourceLocation("C:\\work\\main.py", 7, 1, "")), STACK.place(2));
        assertEquals(STACK.place(2), STACK.place(3));
        assertEquals(Optional.empty(), STACK.place(4));
    }

    @Test
    void tellsPyTorchFromTheUsersProgram() {
        assertTrue(PythonStack.isLibrary(TORCH + "conv.py"));
        assertTrue(PythonStack.isLibrary("C:\\Python\\Lib\\site-packages\\torch\\nn\\functional.py"));
        assertTrue(PythonStack.isLibrary("/opt/pytorch/torch/_jit_internal.py"));
        assertFalse(PythonStack.isLibrary("/usr/lib/python3/dist-packages/torchvision/models/resnet.py"));
        assertFalse(PythonStack.isLibrary("/home/user/torch/net.py"));
    }

    @Test
    void tellsAStackFromSourceText() {
        assertTrue(PythonStack.isStack("/home/user/net.py(26): forward\n"));
        assertFalse(PythonStack.isStack("    def forward(self, x):\n"));
        assertFalse(PythonStack.isStack(""));
    }

    @Test
    void readsTracebacks() {
        PythonStack traceback = PythonStack.parse("File \"/home/user/main.py\", line 70, in forward\n"
                + "    x = self.block(x)\n  File \"/home/user/net.py\", line 7, in forward\n    return self.fc(x)\n"
                + "File \"" + TORCH + "linear.py\", line 125, in forward\n    return F.linear(input, self.weight)\n");
        assertEquals(Optional.of(new SourceLocation("/home/user/net.py", 7, 1, "return self.fc(x)")),
                traceback.place(0));
        assertEquals(Optional.empty(), traceback.place(1));
    }
}
