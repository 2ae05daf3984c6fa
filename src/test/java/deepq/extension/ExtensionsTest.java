package deepq.extension;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.agent.DqnConfig;
import deepq.agent.TargetRule;
import deepq.agent.Trainer;
import deepq.env.Box;
import deepq.env.Discrete;
import deepq.env.Environment;
import deepq.env.Step;
import deepq.network.QNetwork;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import deepq.replay.Batch;
import deepq.replay.ReplayBuffer;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/**
 * What a reader may want to add is one new class each, and the library stays as it is. This package sees only what is
 * public.
 */
class ExtensionsTest {
    private static int sampled;

    /** One step: action 0 pays 0.5 for sure, action 1 pays 1 in seven of ten cases. */
    private static final class Lottery implements Environment<float[]> {
        private Pcg64 random;

        @Override
        public float[] reset(long seed) {
            random = new Pcg64(seed);
            return reset();
        }

        @Override
        public float[] reset() {
            return new float[] {0};
        }

        @Override
        public Step<float[]> step(int action) {
            double reward = action == 0 ? 0.5 : random.random() < 0.7 ? 1 : 0;
            return new Step<>(new float[] {1}, reward, true, false);
        }

        @Override
        public Discrete actionSpace() {
            return new Discrete(2);
        }

        @Override
        public Box observationSpace() {
            return new Box(new float[] {0}, new float[] {1});
        }
    }

    /** Two numbers, whatever it sees. */
    private static final class Biases implements QNetwork {
        private final float[] q = new float[2];

        @Override
        public int inputs() {
            return 1;
        }

        @Override
        public int outputs() {
            return 2;
        }

        @Override
        public void predict(float[] observations, int rows, float[] qValues) {
            for (int i = 0; i < 2 * rows; i++) {
                qValues[i] = q[i % 2];
            }
        }

        @Override
        public double update(Batch batch, float[] targets, double learningRate, float[] tdErrors) {
            double loss = 0;
            for (int row = 0; row < batch.size(); row++) {
                tdErrors[row] = targets[row] - q[batch.actions[row]];
                loss += tdErrors[row] * tdErrors[row] / 2 / batch.size();
            }
            for (int row = 0; row < batch.size(); row++) {
                q[batch.actions[row]] += (float) (learningRate * tdErrors[row]);
            }
            return loss;
        }

        @Override
        public double learningRate() {
            return 1e-3;
        }

        @Override
        public QNetwork copy() {
            Biases copy = new Biases();
            copy.copyFrom(this);
            return copy;
        }

        @Override
        public void blendFrom(QNetwork online, double tau) {
            for (int i = 0; i < 2; i++) {
                q[i] += (float) (tau * (((Biases) online).q[i] - q[i]));
            }
        }

        @Override
        public void write(OutputStream out) {}

        @Override
        public void read(InputStream in) {}
    }

    /** Draws the transition that was just seen, and any others. */
    private static final class NewestFirst extends ReplayBuffer {
        NewestFirst(int observationSize) {
            super(1_000, observationSize);
        }

        @Override
        public void sample(Batch out, long update, Pcg64 random) {
            super.sample(out, update, random);
            copy((position() + capacity() - 1) % capacity(), out, 0);
            sampled++;
        }
    }

    @Test
    void anEnvironmentANetworkARuleAndABufferOfYourOwnAreTrainedByTheTrainer() {
        TargetRule twice = (batch, online, target) -> {
            float[] y = batch.rewards.clone();
            for (int row = 0; row < y.length; row++) {
                y[row] *= 2;
            }
            return y;
        };
        DqnConfig config = new DqnConfig()
                .learningStarts(50)
                .maxSteps(3_000)
                .epsilon(Schedule.constant(1))
                .learningRate(Schedule.linear(1e-2, 1e-4, 2_900))
                .targetRule(twice)
                .replay(NewestFirst::new);
        Trainer trainer = new Trainer(config, Lottery::new, new Biases(), 1);
        trainer.run();
        assertArrayEquals(new float[] {1, 1.4f}, trainer.agent().qValues(new float[] {0}), 0.1f);
        assertTrue(trainer.log().loss() > 0);
        assertEquals(trainer.updates(), sampled);
    }
}
