import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import JiraApi from 'jira-client';
import { cloud, person, play } from './round.mjs';

const jira = new JiraApi({
  protocol: 'http',
  host: cloud.host,
  port: cloud.port,
  username: person.email,
  password: person.secret,
  apiVersion: '2',
});

let me;
let issue;
let attachment;
const here = fileURLToPath(import.meta.url);

await play({
  'read the site': async () => {
    me = await jira.getCurrentUser();
    return me.emailAddress === person.email;
  },
  'read the set-up': async () => {
    const [fields, types, project, projects] = [
      await jira.listFields(),
      await jira.listIssueTypes(),
      await jira.getProject('WEB'),
      await jira.listProjects(),
    ];
    return fields.length > 2 && types.length === 5 && project.key === 'WEB' && projects.length > 2;
  },
  create: async () => {
    const made = await jira.addNewIssue({
      fields: {
        project: { key: 'WEB' },
        issuetype: { name: 'Task' },
        summary: 'Made by jira-client',
        description: 'In plain words',
        customfield_10030: 'kept',
      },
    });
    issue = made.key;
    return made.self.startsWith(cloud.url);
  },
  read: async () => {
    const { fields } = await jira.findIssue(issue);
    return (
      fields.summary === 'Made by jira-client' &&
      fields.description === 'In plain words' &&
      fields.customfield_10030 === 'kept'
    );
  },
  edit: async () => {
    await jira.updateIssue(issue, { fields: { summary: 'Edited' }, update: { labels: [{ add: 'more' }] } });
    const { fields } = await jira.findIssue(issue);
    return fields.summary === 'Edited' && fields.labels.join() === 'more';
  },
  assign: async () => {
    await jira.updateAssigneeWithId(issue, me.accountId);
    return (await jira.findIssue(issue)).fields.assignee.accountId === me.accountId;
  },
  comment: async () => {
    const { id } = await jira.addComment(issue, 'Seen');
    await jira.updateComment(issue, id, 'Seen twice');
    const { comments } = await jira.getComments(issue);
    return comments.length === 1 && comments[0].body === 'Seen twice';
  },
  transition: async () => {
    const { transitions } = await jira.listTransitions(issue);
    const done = transitions.find(({ to }) => to.statusCategory.key === 'done');
    await jira.transitionIssue(issue, { transition: { id: done.id } });
    return (await jira.findIssue(issue)).fields.status.name === 'Done';
  },
  'log work': async () => {
    const { timeSpentSeconds } = await jira.addWorklog(issue, { timeSpent: '1h 30m', comment: 'Worked' });
    const { worklogs } = await jira.getIssueWorklogs(issue);
    return worklogs.length === 1 && timeSpentSeconds === 5_400 && worklogs[0].comment === 'Worked';
  },
  attach: async () => {
    [attachment] = await jira.addAttachmentOnIssue(issue, createReadStream(here));
    return attachment.filename === 'jira-client.mjs';
  },
  download: async () => {
    const content = await jira.downloadAttachment(attachment);
    return content.toString().startsWith('import { createReadStream }') || content;
  },
  link: async () => {
    await jira.issueLink({
      type: { name: 'Blocks' },
      inwardIssue: { key: issue },
      outwardIssue: { key: 'WEB-2' },
    });
    const [link] = (await jira.findIssue(issue)).fields.issuelinks;
    await jira.createRemoteLink(issue, { object: { url: `${cloud.url}/page`, title: 'A page' } });
    return link.outwardIssue.key === 'WEB-2' && (await jira.getRemoteLinks(issue)).length === 1;
  },
  'search by startAt': async () => {
    const keys = new Set();
    for (let startAt = 0, total = 1; startAt < total; startAt += 30) {
      const page = await jira.searchJira('project = WEB order by key', {
        startAt,
        maxResults: 30,
        fields: ['summary'],
      });
      total = page.total;
      for (const { key } of page.issues) keys.add(key);
    }
    return keys.size === 81 && keys.has(issue) ? true : keys.size;
  },
  'boards and sprints': async () => {
    const { values } = await jira.getAllBoards(0, 50, 'scrum', 'WEB', 'WEB');
    const sprints = await jira.getAllSprints(values[0].id);
    const inIt = await jira.getBoardIssuesForSprint(values[0].id, sprints.values[1].id);
    return sprints.values.length === 3 && inIt.total > 0;
  },
  delete: async () => {
    await jira.deleteIssue(issue);
    return jira.findIssue(issue).then(
      () => 'it is still there',
      (error) => error.statusCode === 404 || error.message.includes('Issue does not exist') || `${error}`,
    );
  },
});
