package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;
import static deepq.policy.EpsilonGreedy.argmax;

import deepq.agent.DqnConfig;
import deepq.agent.StopRule;
import deepq.agent.Trainer;
import deepq.env.CartPole;
import deepq.env.Step;
import deepq.network.DenseNetwork;
import deepq.network.Dl4jNetwork;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import deepq.replay.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The checks of notebook 08, the DQN algorithm, which the reader writes on deeplearning4j. */
public final class Exercises08 {
    private static final float GAMMA = 0.99f;
    /** Until then the repaired program of the last exercise has learned from time limits that were reached. */
    private static final int STEPS = 6_000;

    static {
        // The library's adapter gives deeplearning4j a single thread: with networks as small as these a second one is
        // in the way.
        Dl4jNetwork.of(net(1, 1, 1, 1));
    }

    private Exercises08() {}

    /** Builds a network with two hidden layers. */
    public interface Network {
        MultiLayerNetwork of(int inputs, int hidden, int actions, long seed);
    }

    public static Network network(Network answer) {
        return Exercise.<Network>of("The network", Exercises08::net)
                .task("4 inputs, 32 hidden units and 2 actions (whether it has weights)", f -> f.of(4, 32, 2, 1)
                        .isInitCalled())
                .says("A model is only a plan until its init() is called. Then it has weights.")
                .task(
                        "4 inputs, 32 hidden units and 2 actions (inputs and units of each layer)",
                        f -> units(f.of(4, 32, 2, 1)))
                .says("Two hidden layers, then one output for each action.")
                .task(
                        "3 inputs, 8 hidden units and 5 actions (inputs and units of each layer)",
                        f -> units(f.of(3, 8, 5, 1)))
                .task(
                        "4 inputs and 2 actions (how many numbers go in, and how many come out)",
                        f -> Models.sizes(f.of(4, 8, 2, 1)))
                .says("A Q-value can be any number, 80 or -3, and we want the mean of squared errors.")
                .task(
                        "any sizes (hidden layers that do not bend, or whose activation was forgotten)",
                        f -> Models.unbent(f.of(4, 8, 2, 1)))
                .says(Models.FORGOTTEN)
                .task("made-up weights and states (what it predicts)", f -> Models.predictions(f.of(4, 8, 2, 1)))
                .says("Something between the layers is not as asked: ReLU in both hidden layers, and nothing else.")
                .task("any sizes (updater and learning rate of its last layer)", f -> updater(f.of(4, 8, 2, 1)))
                .task("any sizes (how the first weights of its first layer are drawn)", f -> drawn(f.of(4, 8, 2, 1)))
                .says("Where weightInit is not called, deeplearning4j draws them by Xavier's rule.")
                .task(
                        "one seed twice, then another (whether the weights are the same)",
                        f -> Models.drawn(seed -> f.of(2, 4, 2, seed)))
                .says("One seed makes one network, and another seed another.")
                .within(30)
                .handBack(answer);
    }

    private static MultiLayerNetwork net(int inputs, int hidden, int actions, long seed) {
        MultiLayerNetwork model = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Adam(0.003))
                .weightInit(WeightInit.RELU)
                .activation(Activation.RELU)
                .list()
                .layer(new DenseLayer.Builder().nIn(inputs).nOut(hidden).build())
                .layer(new DenseLayer.Builder().nIn(hidden).nOut(hidden).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(hidden)
                        .nOut(actions)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        model.init();
        return model;
    }

    private static List<Integer> units(MultiLayerNetwork model) {
        List<Integer> units = new ArrayList<>();
        for (int i = 0; i < model.getnLayers(); i++) {
            units.add(model.layerInputSize(i));
            units.add(model.layerSize(i));
        }
        return units;
    }

    private static String updater(MultiLayerNetwork model) {
        IUpdater updater = ((BaseLayer) model.getOutputLayer().conf().getLayer()).getIUpdater();
        return updater.getClass().getSimpleName() + " " + updater.getLearningRate(0, 0);
    }

    private static String drawn(MultiLayerNetwork model) {
        Object rule = ((BaseLayer) model.getLayer(0).conf().getLayer()).getWeightInitFn();
        return rule.getClass().getSimpleName().replace("Uniform", "");
    }

    /** The Q-values of one state. */
    public interface QValues {
        float[] of(MultiLayerNetwork model, float[] s);
    }

    public static QValues qValues(QValues answer) {
        return Exercise.<QValues>of("The Q-values", Exercises08::q)
                .task("a network of 4 inputs and 2 actions (how many values)", f -> f.of(net(4, 8, 2, 1), new float[4])
                        .length)
                .says(
                        "The caller chooses; it wants the values of all actions: what the last layer puts out, and neither weights nor a hidden layer's answer.")
                .task(
                        "a network of 2 inputs and 4 actions, s {-10, 20}",
                        f -> f.of(net(2, 8, 4, 2), new float[] {-10, 20}))
                .task("the same, s {5, -30}", f -> f.of(net(2, 8, 4, 2), new float[] {5, -30}))
                .otherwise(
                        "output takes a matrix with one row for each state: here it has a single row. What comes back is a matrix too; toFloatVector() makes an array of it.")
                .within(30)
                .handBack(answer);
    }

    private static float[] q(MultiLayerNetwork model, float[]... states) {
        return model.output(Nd4j.create(states)).ravel().toFloatVector();
    }

    /** Epsilon-greedy, with the documented order of random numbers. */
    public interface Choose {
        int of(float[] q, double epsilon, Pcg64 random);
    }

    public static Choose choose(Choose answer) {
        return Exercise.<Choose>of(
                        "Choose",
                        (q, epsilon, random) -> random.random() < epsilon ? random.integers(q.length) : argmax(q))
                .fixed("epsilon")
                .task("epsilon 0 and q {1, 5, 3} (which actions, in 100 steps)", f -> chosen(f, 0, 1, 5, 3))
                .says("With epsilon 0 this agent never explores.")
                .task(
                        "epsilon 0, then q {9, 5, 3} and {1, 5, 9} (which actions)",
                        f -> List.of(chosen(f, 0, 9, 5, 3), chosen(f, 0, 1, 5, 9)))
                .task("epsilon 0 (the random number that comes after 3 actions)", f -> next(f, 0))
                .says(
                        "The shares are right, the draws are not: one random() for every action, and a second draw only where the agent explores.")
                .task("epsilon 1 and q {-1, -5, -5} (which actions, in 100 steps)", f -> chosen(f, 1, -1, -5, -5))
                .says(
                        "With epsilon 1 it explores all the time: any of the actions, the best one too. How many there are q knows.")
                .task("epsilon 0.5 and q {-4, -3, -9, -1, -2} (100 actions)", f -> actions(f, 0.5, -4, -3, -9, -1, -2))
                .says(
                        "The shares are right, the draws are not: random() decides first, and below epsilon means explore; then integers.")
                .otherwise("One random() decides whether to explore. Only then is an action drawn, with integers.")
                .handBack(answer);
    }

    private static List<Integer> chosen(Choose answer, double epsilon, float... q) {
        return actions(answer, epsilon, q).stream().distinct().sorted().toList();
    }

    private static List<Integer> actions(Choose answer, double epsilon, float... q) {
        Pcg64 random = new Pcg64(8);
        List<Integer> actions = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            actions.add(answer.of(q.clone(), epsilon, random));
        }
        return actions;
    }

    private static double next(Choose answer, double epsilon) {
        Pcg64 random = new Pcg64(8);
        for (int i = 0; i < 3; i++) {
            answer.of(new float[] {1, 2, 3}, epsilon, random);
        }
        return random.random();
    }

    /** What goes into the buffer after a step. */
    public interface Remember {
        Transition of(float[] s, int a, Step<float[]> step);
    }

    public static Remember remember(Remember answer) {
        return Exercise.<Remember>of("Remember", Exercises08::remembered)
                .task(
                        "s {1, -2, 8, 9}, a 1, reward -2.5 and an observation {3, 4, 5, -6} (S, A, R and S')",
                        f -> parts(f.of(
                                new float[] {1, -2, 8, 9},
                                1,
                                new Step<>(new float[] {3, 4, 5, -6}, -2.5, false, false))))
                .says(
                        "The step leads from s to what it has observed. In this game every step earns 1, in others not: what did"
                                + " this step earn, and for which action?")
                .task(
                        "another state, a 2 and reward 3 (S, A, R and S')",
                        f -> parts(f.of(new float[] {7}, 2, new Step<>(new float[] {0}, 3, false, false))))
                .task("a step in the middle of an episode (the discount)", f -> discount(f, false, false))
                .says("What comes a step later counts a little less. Which number says how much?")
                .task("a step in which the pole fell: terminated (the discount)", f -> discount(f, true, false))
                .says("When the pole has fallen nothing comes after it. What is the discount then?")
                .task("a step in which the time was up: truncated (the discount)", f -> discount(f, false, true))
                .says("Time was up, but the pole stood. What comes after it still counts; 01 told the two ends apart.")
                .task("a step in which both happened (the discount)", f -> discount(f, true, true))
                .says("Both at once: after which of the two does nothing follow?")
                .handBack(answer);
    }

    private static Transition remembered(float[] s, int a, Step<float[]> step) {
        return new Transition(s, a, (float) step.reward(), step.observation(), step.terminated() ? 0 : GAMMA);
    }

    private static List<Object> parts(Transition t) {
        return List.of(t.observation(), t.action(), t.reward(), t.nextObservation());
    }

    private static float discount(Remember answer, boolean terminated, boolean truncated) {
        Step<float[]> step = new Step<>(new float[] {3, 4}, 1, terminated, truncated);
        return answer.of(new float[] {1, 2}, 1, step).discount();
    }

    /** The targets of a batch, with Q of the next states row after row. */
    public interface Targets {
        float[] of(float[] rewards, float[] discounts, float[] nextQ, int actions);
    }

    public static Targets targets(Targets answer) {
        return Exercise.<Targets>of("The targets of a batch", Exercises08::y)
                .fixed("actions")
                .with(row(2), row(0), row(10, 20), 2)
                .says("An episode has ended here: its discount is 0. What is left is the reward, at its full worth.")
                .with(row(0), row(1), row(5, 7), 2)
                .says("The value of the best next action. (argmax gives its number; the value stands in nextQ.)")
                .with(row(0), row(0.5), row(-4, -2), 2)
                .says(
                        "Q-values may all be negative: where does your search begin? And the future counts a little less: the array discounts says how much.")
                .with(row(1, 1, 1), row(0.9, 0.9, 0), row(5, 7, 9, 8, 6, 4), 2)
                .says("Each row has its own next state. Where does row i begin in nextQ, and where does it end?")
                .with(row(0, -1, 2, -7), row(0.5, 0.99, 0, 0.9), row(-3, -1, -2, -4, -6, -5, 1, 2, 3, 9, 8, 7), 3)
                .says("Each row has its own next state, and here three actions. Where does row i begin in nextQ?")
                .otherwise(
                        "Row i of nextQ has as many values as there are actions. Find its largest, then use reward and discount of row i.")
                .handBack(answer);
    }

    private static float[] y(float[] rewards, float[] discounts, float[] nextQ, int actions) {
        float[] y = new float[rewards.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = rewards[i] + discounts[i] * nextQ[i * actions + argmax(nextQ, i * actions, actions)];
        }
        return y;
    }

    /** A gradient step towards the targets, for the actions that were taken. */
    public interface Learn {
        void step(MultiLayerNetwork online, float[][] states, int[] actions, float[] y);
    }

    public static Learn learn(Learn answer) {
        return Exercise.<Learn>of("Learn", Exercises08::fit)
                .task(
                        "one state, action 1 and a target far above (which of its Q-values rise)",
                        f -> moved(f, 1, 50, 1))
                .says(
                        "The Q-value of the action that was taken moves toward its target, to 50, and that of the other one hardly: the mask is there to keep it out.")
                .task(
                        "one state, action 0 and a target far below (which of its Q-values fall)",
                        f -> moved(f, 0, -50, -1))
                .says("The label and the mask belong in the column of the action that was taken.")
                .task("4 states and 2 actions (the Q-values after one step)", f -> learned(f, 2, 1))
                .says(
                        "The batch takes one step, with the mean of its gradients, and the label is what the Q-value should become.")
                .task("4 states and 3 actions (the Q-values after 4 steps)", f -> learned(f, 3, 4))
                .otherwise(
                        "Labels and mask are matrices with a row for each state and a column for each action. In row i only the column of the action that was taken counts.")
                .within(30)
                .handBack(answer);
    }

    private static void fit(MultiLayerNetwork model, float[][] s, int[] a, float[] y) {
        float[][] labels = new float[s.length][model.layerSize(2)];
        float[][] mask = new float[s.length][model.layerSize(2)];
        for (int i = 0; i < s.length; i++) {
            labels[i][a[i]] = y[i];
            mask[i][a[i]] = 1;
        }
        model.fit(Nd4j.create(s), Nd4j.create(labels), null, Nd4j.create(mask));
    }

    private static float[] learned(Learn answer, int actions, int steps) {
        MultiLayerNetwork model = net(2, 8, actions, 3);
        float[][] states = {{1, 0.5f}, {-3, 0.5f}, {0.2f, -1}, {2, -0.7f}};
        for (int i = 0; i < steps; i++) {
            answer.step(model, states, new int[] {1, 0, 1, 0}, new float[] {2, -1, 3, 0.5f});
        }
        return q(model, states);
    }

    /** Which outputs have moved that way by as much as the one that should, or half of it. */
    private static List<Integer> moved(Learn answer, int action, float target, int way) {
        MultiLayerNetwork model = net(2, 8, 2, 3);
        float[] s = {1, 0.5f};
        float[] before = q(model, s);
        for (int i = 0; i < 20; i++) {
            answer.step(model, new float[][] {s}, new int[] {action}, new float[] {target});
        }
        float[] after = q(model, s);
        List<Integer> moved = new ArrayList<>();
        for (int a = 0; a < 2; a++) {
            if (way * (after[a] - before[a]) > 0.2) {
                moved.add(a);
            }
        }
        return moved;
    }

    /** Copies the weights to the target network. */
    public interface Copy {
        void weights(MultiLayerNetwork online, MultiLayerNetwork target);
    }

    public static Copy copy(Copy answer) {
        return Exercise.<Copy>of("Copy", (online, target) -> target.setParams(online.params()))
                .task("two networks, s {1, 2} (what online then answers)", f -> copied(f, false)
                        .get(0))
                .says("The wrong way: what the online network has learned is lost.")
                .task("two networks, s {1, 2} (what target then answers)", f -> copied(f, false)
                        .get(1))
                .says(
                        "The target is to answer as online does. Which method of MultiLayerNetwork takes weights over? (To assign the variable target changes nothing outside of your answer.)")
                .task("an online network that learns on, s {1, 2} (what target then answers)", f -> copied(f, true)
                        .get(1))
                .says("Now both share one array of weights, and the target moves whenever the online network learns.")
                .within(30)
                .handBack(answer);
    }

    private static List<float[]> copied(Copy answer, boolean learning) {
        float[] s = {1, 2};
        MultiLayerNetwork online = net(2, 8, 2, 1);
        MultiLayerNetwork target = net(2, 8, 2, 2);
        answer.weights(online, target);
        if (learning) {
            fit(online, new float[][] {s}, new int[] {0}, new float[] {5});
        }
        return List.of(q(online, s), q(target, s));
    }

    /** What the loop calls. */
    public interface Parts {
        /** Starts an episode: its first state, preprocessed. */
        float[] start();

        /** Step 1 of the article. */
        float[] qValues(float[] s);

        /** Step 2; {@code t}: how many steps have been taken before. */
        int choose(float[] q, long t);

        /** Step 3, first half; what is observed is preprocessed. */
        Step<float[]> act(int a);

        /** Step 3, second half. */
        void remember(float[] s, int a, Step<float[]> step);

        /** Steps 4 to 6: a batch, its targets, a gradient step. */
        void learn();

        /** Step 7. */
        void copy();

        /** Step 8: whether training is over when {@code t} steps have been taken. */
        boolean over(long t);
    }

    /** The loop around the steps. */
    public interface Loop {
        void run(Parts dqn, int learningStarts, int C);
    }

    public static Loop loop(Loop answer) {
        return Exercise.<Loop>of("The loop", Exercises08::loop)
                .task("24 steps, an end after every 7 (how many are taken)", f -> calls(f, "act")
                        .size())
                .says("Training can be over in the middle of an episode: ask over(t) before every step.")
                .task("24 steps, an end after every 7 (how many starts)", f -> calls(f, "start")
                        .size())
                .says("An episode that has ended, in whichever way, needs a new start; and nothing else does.")
                .task("24 steps (what is remembered)", f -> calls(f, "remember"))
                .says("Each step begins in the state that the step before has led to.")
                .task("24 steps (what choose is told)", f -> calls(f, "choose"))
                .says("choose is told how many steps were taken before: 0 at the first, then 1, and so on.")
                .task("learningStarts 6 (when it learns)", f -> calls(f, "learn"))
                .says("It learns in every step from learningStarts on. The first step has the number 1.")
                .task("C = 4 (when it copies)", f -> calls(f, "copy"))
                .says("Copies are counted in updates, not in steps of the game: one after every C of them.")
                .task("learningStarts 6 and C = 4 (all calls)", f -> calls(f, 6, 4, ""))
                .says("The parts are all there, but the order is not: remember first, then learn.")
                .task("learningStarts 9 and C = 5 (all calls)", f -> calls(f, 9, 5, ""))
                .otherwise("Write down the first three steps: which calls, in which order, with which s?")
                .handBack(answer);
    }

    private static void loop(Parts dqn, int learningStarts, int period) {
        float[] s = dqn.start();
        long updates = 0;
        for (long t = 0; !dqn.over(t); t++) {
            int a = dqn.choose(dqn.qValues(s), t);
            Step<float[]> step = dqn.act(a);
            dqn.remember(s, a, step);
            s = step.ended() ? dqn.start() : step.observation();
            if (t + 1 >= learningStarts) {
                dqn.learn();
                if (++updates % period == 0) {
                    dqn.copy();
                }
            }
        }
    }

    private static List<String> calls(Loop answer, String what) {
        return calls(answer, 6, 4, what);
    }

    private static List<String> calls(Loop answer, int learningStarts, int period, String what) {
        Script script = new Script();
        answer.run(script, learningStarts, period);
        return script.diary.stream().filter(line -> line.startsWith(what)).toList();
    }

    /** A game of 24 steps that writes down who calls what; every other episode is cut off by the clock. */
    private static final class Script implements Parts {
        private final List<String> diary = new ArrayList<>();
        private int steps;
        private int episodes;
        private int updates;

        @Override
        public float[] start() {
            diary.add("start");
            return new float[] {100 * ++episodes};
        }

        @Override
        public float[] qValues(float[] s) {
            diary.add("qValues of state " + (int) s[0]);
            return new float[] {s[0], 0};
        }

        @Override
        public int choose(float[] q, long t) {
            diary.add("choose, t = " + t);
            return (int) q[0] % 2;
        }

        @Override
        public Step<float[]> act(int a) {
            if (steps > 48) {
                throw new IllegalStateException("act although over(t) has said that training is over");
            }
            diary.add("act " + a);
            boolean end = ++steps % 7 == 0;
            boolean clock = episodes % 2 == 1;
            return new Step<>(new float[] {100 * episodes + steps % 7}, 1, end && !clock, end && clock);
        }

        @Override
        public void remember(float[] s, int a, Step<float[]> step) {
            diary.add("remember state " + (int) s[0] + ", action " + a + ", next state " + (int) step.observation()[0]);
        }

        @Override
        public void learn() {
            updates++;
            diary.add("learn after step " + steps);
        }

        @Override
        public void copy() {
            diary.add("copy after update " + updates);
        }

        @Override
        public boolean over(long t) {
            return steps >= 24;
        }
    }

    /** A whole program: trains a network for so many steps, and says after each. */
    public interface Program {
        void train(DenseNetwork online, long seed, int steps, Runnable each);
    }

    public static Program repaired(Program answer) {
        return Exercise.<Program>of("The repaired program", Exercises08::program)
                .task(
                        "500 steps (the first after which its weights are not the library's; 0: none)",
                        f -> parted(f, 3, 500))
                .says(
                        "The very first update is wrong already. Until then the program only plays and stores: what does it store"
                                + " when the pole has fallen?")
                .task(
                        "501 steps (the first after which its weights are not the library's; 0: none)",
                        f -> parted(f, 3, 501))
                .says(
                        "The first update is right and the second is not. What has changed between the two that should not?")
                .task(
                        "6,000 steps (the first after which its weights are not the library's; 0: none)",
                        f -> parted(f, 3, STEPS))
                .says(
                        "Many updates are right. What is stored in the step in which time is up? What happens in that step that has"
                                + " not happened before?")
                .task(
                        "550 steps from another seed (the first after which they are not; 0: none)",
                        f -> parted(f, 4, 550))
                .within(60)
                .handBack(answer);
    }

    /** The library's own training, seen from outside. */
    private static void program(DenseNetwork online, long seed, int steps, Runnable each) {
        Trainer library = library(seed);
        for (int t = 0; t < steps; t++) {
            library.step();
            online.copyFrom(library.agent().network());
            each.run();
        }
    }

    private static Trainer library(long seed) {
        DqnConfig config = DqnConfig.baseline()
                .epsilon(Schedule.linear(1, 0.1, 3_000))
                .stop(StopRule.none())
                .maxSteps(STEPS);
        return new Trainer(config, CartPole::v0, DenseNetwork.hidden(32, 32), seed);
    }

    /** The first step after which the weights are not the library's; 0 if there is none, -1 if there were more or fewer steps. */
    private static long parted(Program answer, long seed, int steps) {
        Trainer library = library(seed);
        DenseNetwork its = (DenseNetwork) library.agent().network();
        DenseNetwork yours = its.copy();
        long[] first = {0};
        answer.train(yours, seed, steps, () -> {
            library.step();
            if (first[0] == 0 && !Arrays.equals(yours.parameters(), its.parameters())) {
                first[0] = library.steps();
            }
        });
        return library.steps() == steps ? first[0] : -1;
    }
}
