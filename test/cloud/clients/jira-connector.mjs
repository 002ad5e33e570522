import { fileURLToPath } from 'node:url';
import JiraClient from 'jira-connector';
import { cloud, person, play } from './round.mjs';

const jira = new JiraClient({
  host: cloud.host,
  port: cloud.port,
  protocol: 'http',
  basic_auth: { email: person.email, api_token: person.secret },
});

let me;
let issueKey;
let attachment;
const read = () => jira.issue.getIssue({ issueKey });

await play({
  'read the site': async () => {
    me = await jira.myself.getMyself();
    const { deploymentType } = await jira.serverInfo.getServerInfo({});
    return deploymentType === 'Cloud' && me.emailAddress === person.email;
  },
  'read the set-up': async () => {
    const [fields, types, project, priorities] = [
      await jira.field.getAllFields(),
      await jira.issueType.getAllIssueTypes(),
      await jira.project.getProject({ projectIdOrKey: 'WEB' }),
      await jira.priority.getAllPriorities(),
    ];
    return fields.length > 2 && types.length === 5 && project.key === 'WEB' && priorities.length === 5;
  },
  create: async () => {
    const made = await jira.issue.createIssue({
      fields: {
        project: { key: 'WEB' },
        issuetype: { name: 'Task' },
        summary: 'Made by jira-connector',
        description: 'In plain words',
        customfield_10030: 'kept',
      },
    });
    issueKey = made.key;
    return made.self.startsWith(cloud.url);
  },
  read: async () => {
    const { fields } = await read();
    return (
      fields.summary === 'Made by jira-connector' &&
      fields.description === 'In plain words' &&
      fields.customfield_10030 === 'kept'
    );
  },
  edit: async () => {
    await jira.issue.editIssue({
      issueKey,
      issue: { fields: { summary: 'Edited' }, update: { labels: [{ add: 'more' }] } },
    });
    const { fields } = await read();
    return fields.summary === 'Edited' && fields.labels.join() === 'more';
  },
  assign: async () => {
    await jira.issue.assignIssue({ issueKey, accountId: me.accountId });
    return (await read()).fields.assignee.accountId === me.accountId;
  },
  comment: async () => {
    await jira.issue.addComment({ issueKey, comment: 'Seen' });
    const { comments } = await jira.issue.getComments({ issueKey });
    return comments.length === 1 && comments[0].body === 'Seen';
  },
  transition: async () => {
    const { transitions } = await jira.issue.getTransitions({ issueKey });
    const done = transitions.find(({ to }) => to.statusCategory.key === 'done');
    await jira.issue.transitionIssue({ issueKey, transition: { transition: { id: done.id } } });
    return (await read()).fields.status.name === 'Done';
  },
  'log work': async () => {
    const { timeSpentSeconds } = await jira.issue.addWorkLog({ issueKey, worklog: { timeSpent: '1h 30m' } });
    const { worklogs } = await jira.issue.getWorkLogs({ issueKey });
    return worklogs.length === 1 && timeSpentSeconds === 5_400;
  },
  attach: async () => {
    [attachment] = await jira.issue.addAttachment({ issueKey, filename: fileURLToPath(import.meta.url) });
    return attachment.filename === 'jira-connector.mjs';
  },
  link: async () => {
    await jira.issueLink.createIssueLink({
      issueLink: { type: { name: 'Blocks' }, inwardIssue: { key: issueKey }, outwardIssue: { key: 'WEB-2' } },
    });
    const [link] = (await read()).fields.issuelinks;
    return link.outwardIssue.key === 'WEB-2';
  },
  'search by startAt': async () => {
    const keys = new Set();
    for (let startAt = 0, total = 1; startAt < total; startAt += 30) {
      const page = await jira.search.search({
        jql: 'project = WEB order by key',
        startAt,
        maxResults: 30,
        fields: ['summary'],
      });
      total = page.total;
      for (const { key } of page.issues) keys.add(key);
    }
    return keys.size === 81 && keys.has(issueKey) ? true : keys.size;
  },
  'boards and sprints': async () => {
    const { values } = await jira.board.getAllBoards({ projectKeyOrId: 'WEB' });
    const sprints = await jira.board.getAllSprints({ boardId: values[0].id });
    return sprints.values.length === 3;
  },
  delete: async () => {
    await jira.attachment.deleteAttachment({ attachmentId: attachment.id });
    await jira.issue.deleteIssue({ issueKey });
    return read().then(
      () => 'it is still there',
      (error) => JSON.parse(error).statusCode === 404 || `${error}`,
    );
  },
});
