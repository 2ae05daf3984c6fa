"""Jupyter's own tests of a kernel, on the kernel "deepq-test" of JUPYTER_PATH."""
import unittest

import jupyter_kernel_test

jupyter_kernel_test.TIMEOUT = 90  # of a cold kernel on a busy machine


class JavaKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "deepq-test"
    language_name = "java"
    file_extension = ".java"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("test");'
    code_generate_error = "int zero = 1 / 0;"
    code_inspect_sample = "Math.max"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"a" + 1', "result": "a1"},
        {"code": "List.of(1, 2)", "result": "[1, 2]"},
    ]
    code_display_data = [{"code": 'display("<b>bold</b>", "text/html");', "mime": "text/html"}]
    completion_samples = [{"text": "Math.sqr", "matches": {"sqrt("}}]
    complete_code_samples = ["1", "int a = 1;", "void f() {\n}", "%jars lib/*.jar"]
    incomplete_code_samples = ["void f() {", "for (int i = 0; i < 3; i++)", "List.of(1,"]
    invalid_code_samples = ["int a = ); "]


if __name__ == "__main__":
    unittest.main(verbosity=2)
