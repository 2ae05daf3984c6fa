package deepq.course.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The notebooks whose networks are trained by the reader's own deeplearning4j: on a kernel whose environment does not
 * say OMP_NUM_THREADS=1, a second thread makes them several times slower, and on a busy machine much more than that.
 */
class OneThreadTest {
    /** Loads this project's classes afresh, and all others as they are. */
    private static final class Afresh extends ClassLoader {
        Afresh() {
            super(OneThreadTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.startsWith("deepq.") ? afresh(name) : super.loadClass(name, resolve);
        }

        private synchronized Class<?> afresh(String name) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = file.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @AfterEach
    void oneAgain() {
        Nd4j.getEnvironment().setMaxMasterThreads(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"05", "06", "07", "08", "09", "12"})
    void deeplearning4jHasOneThreadAsSoonAsANotebookUsesItsExercises(String notebook) throws Exception {
        Nd4j.getEnvironment().setMaxMasterThreads(2);
        Class.forName("deepq.course.exercise.Exercises" + notebook, true, new Afresh());
        assertEquals(1, Nd4j.getEnvironment().maxMasterThreads());
    }
}
